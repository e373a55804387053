import { software, type Install } from '#catalog';
import { dictionary, fill, type Lang } from '#i18n';
import { formatDate } from '../../content/i18n/quantities.ts';

/** The warnings of an installation as sentences. */
export function installWarnings(install: Install, lang: Lang): string[] {
  const { warnings } = dictionary(lang).software;
  const { ended } = install.pytorch;
  const params = {
    release: ended?.release ?? '',
    date: ended ? formatDate(ended.announced, lang) : '',
    cuda: software.find(({ wheel }) => wheel?.isDefault)?.wheel?.cuda ?? '',
    driver: install.driverBranch,
    toolkit: install.cudaToolkit,
  };
  return install.warnings.map((code) => fill(warnings[code], params));
}
