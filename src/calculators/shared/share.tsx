import { useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { localiseLink } from '../../markdown/rehype-internal-links.ts';
import { formatDate } from './format.ts';
import type { SharedStrings, Surface } from './island.ts';

/** Address of a calculator's own page with a state, in the reader's language. */
export function calculatorLink(name: 'gpu' | 'precision', query: string, base: string, lang: Lang): string {
  return localiseLink(`/calculators/${name}/${query && `?${query}`}`, base, lang);
}

/** The foot of a calculator: data version, and the ways to carry this state elsewhere. */
export function Share({
  link,
  accuracy,
  dataVersion,
  surface,
  lang,
  strings,
}: {
  link: string;
  /** Address of the accuracy page. */
  accuracy: string;
  dataVersion: string;
  surface: Surface;
  lang: Lang;
  strings: SharedStrings['share'];
}) {
  const [copied, setCopied] = useState<{ link: string; worked: boolean } | null>(null);
  const current = copied?.link === link ? copied : null;
  const elsewhere = surface === 'embed' ? { target: '_blank', rel: 'noopener' } : {};
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(new URL(link, location.href).href);
      setCopied({ link, worked: true });
    } catch {
      setCopied({ link, worked: false });
    }
  };
  return (
    <p class="hr-share">
      <button type="button" class="hr-button" onClick={copy}>
        {strings.copy}
      </button>
      <span role="status" class="hr-share-status">
        {current?.worked && strings.copied}
        {current && !current.worked && (
          <input
            class="hr-input"
            readOnly
            aria-label={strings.failed}
            value={new URL(link, location.href).href}
            onFocus={(event) => event.currentTarget.select()}
          />
        )}
      </span>
      {surface !== 'page' && (
        <a href={link} {...elsewhere}>
          {strings.open}
        </a>
      )}
      <a href={accuracy} {...elsewhere}>
        {strings.accuracy}
      </a>
      <span class="hr-quiet">{fill(strings.data, { date: formatDate(dataVersion, lang) })}</span>
    </p>
  );
}
