/** What the last `npm run mutants` found: mutants of the estimator that a test noticed, and those that lived on. */
import { existsSync, readFileSync } from 'node:fs';
import type { Figures } from '../../proof/measures.ts';

const report = '.cache/reports/mutants.json';

interface Report {
  files: Record<string, { mutants: { status: string }[] }>;
}

export function measure(): Figures {
  if (!existsSync(report)) throw new Error(`no ${report}: run \`npm run mutants\` first`);
  const { files } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const mutants = Object.values(files).flatMap((file) => file.mutants);
  const count = (...statuses: string[]) => mutants.filter(({ status }) => statuses.includes(status)).length;
  return {
    site: { detected: count('Killed', 'Timeout'), survived: count('Survived', 'NoCoverage') },
  };
}
