import { computeCapabilities } from './compute-capabilities.ts';
import type { Software } from './types.ts';
import { compareVersions } from './versions.ts';

/** What is wrong with one software record, and what to write instead. */
export interface SoftwareProblem {
  field: string;
  reason: string;
  fix: string;
}

/**
 * Every compute capability has exactly one statement; every statement has a source or says that nothing is known, and
 * gives its reason where a bare word would leave the reader without one.
 */
export function softwareProblems(software: Software, sourceIds: ReadonlySet<string>): SoftwareProblem[] {
  const problems: SoftwareProblem[] = [];
  const report = (field: string, reason: string, fix: string) => problems.push({ field, reason, fix });
  const checkSources = (field: string, ids: readonly string[]) => {
    for (const id of ids) {
      if (!sourceIds.has(id))
        report(field, `unknown source id "${id}"`, 'add the source to sources/software.ts');
    }
  };

  const counts = new Map<string, number>();
  for (const [index, support] of software.support.entries()) {
    const field = `support.${index}`;
    for (const capability of support.computeCapabilities) {
      counts.set(capability, (counts.get(capability) ?? 0) + 1);
    }
    checkSources(`${field}.sources`, support.sources);
    if (support.sources.length === 0 && support.status !== 'unknown') {
      report(
        `${field}.sources`,
        `"${support.status}" without a source`,
        'name a source, or write status "unknown"',
      );
    }
    if (support.status !== 'yes' && support.status !== 'no' && support.note === undefined) {
      report(`${field}.note`, `"${support.status}" without a reason`, 'add the code of a note');
    }
    if (support.status === 'yes' && (support.until ?? support.droppedIn) !== undefined) {
      report(
        `${field}.until`,
        'still supported and yet over',
        'remove until and droppedIn, or write status "no"',
      );
    }
    const { from, until, droppedIn } = support;
    if (from !== undefined && until !== undefined && compareVersions(from, until) > 0) {
      report(`${field}.until`, `${until} is older than from, ${from}`, 'swap them');
    }
    if (until !== undefined && droppedIn !== undefined && compareVersions(until, droppedIn) >= 0) {
      report(`${field}.droppedIn`, `${droppedIn} is not newer than until, ${until}`, 'swap them');
    }
  }
  for (const capability of computeCapabilities) {
    const count = counts.get(capability) ?? 0;
    if (count === 1) continue;
    report(
      'support',
      count === 0
        ? `says nothing of compute capability ${capability}`
        : `speaks ${count} times of ${capability}`,
      count === 0 ? 'add it to a statement, with status "unknown" if nothing was read' : 'keep one statement',
    );
  }
  if (software.wheel) checkSources('wheel.sources', software.wheel.sources);
  if ((software.group === 'pytorch') !== (software.wheel !== undefined)) {
    report('wheel', 'PyTorch builds, and only they, have an index', 'add or remove wheel');
  }
  return problems;
}
