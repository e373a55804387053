export interface Counts {
  passed: number;
  failed: number;
}

/** The last line `N passed, N failed` of a step's output, with which every check of ours ends; throws without one. */
export function closingLine(output: string): Counts {
  const match = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  if (!match) throw new Error('no closing line');
  return { passed: Number(match[1]), failed: Number(match[2]) };
}
