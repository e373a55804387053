/** How a sample of `content/samples/` says that it is to be run, and what that needs; pure. */

export interface Need {
  /** A Python module. */
  module: string;
  /** The oldest version that will do; any, where left out. */
  version?: string;
}

export interface Mark {
  needs: Need[];
  /** Processes to start it in, with torchrun; one is started plainly. */
  processes: number;
}

const start = '# CI:';

/**
 * The mark in the first line of a sample, as in `# CI: torch >= 2.6, onnxruntime, 2 processes`; null in a sample that
 * is compiled only.
 *
 * @throws Error on a mark that cannot be read, or that stands below the first line, where nothing would obey it.
 */
export function markOf(source: string): Mark | null {
  const [first = '', ...rest] = source.split('\n');
  if (rest.some((line) => line.startsWith(start))) throw new Error(`“${start}” belongs in the first line`);
  if (!first.startsWith(start)) return null;
  const mark: Mark = { needs: [], processes: 1 };
  for (const part of first.slice(start.length).split(',')) {
    const match = /^ *(?:(\d+) processes|([a-z_]\w*)(?: *>= *(\d+(?:\.\d+)*))?) *$/.exec(part);
    if (!match) throw new Error(`cannot read “${part.trim()}” in “${first}”`);
    const [, processes, module, version] = match;
    if (processes) mark.processes = Number(processes);
    if (module) mark.needs.push({ module, ...(version && { version }) });
  }
  if (mark.needs.length === 0) throw new Error(`“${first}” names no module`);
  return mark;
}

/** Whether a version, suffixes such as `1.13.0a0` and `2.13.0+cpu` aside, is at least another. */
export function atLeast(version: string, least: string): boolean {
  const [has, needed] = [version, least].map((text) =>
    text.split('.').map((part) => parseInt(part, 10) || 0),
  );
  for (const [index, part] of needed!.entries()) {
    const difference = (has![index] ?? 0) - part;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/**
 * What keeps a sample from being run, in words; empty if nothing does.
 *
 * @param installed versions by module; null where the module cannot be imported
 */
export function missing(mark: Mark, installed: Readonly<Record<string, string | null>>): string[] {
  return mark.needs.flatMap(({ module, version }) => {
    const has = installed[module] ?? null;
    if (has === null) return [`no ${module}`];
    return version && !atLeast(has, version) ? [`${module} ${has} is older than ${version}`] : [];
  });
}
