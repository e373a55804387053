/**
 * Every fitted constant with its value, its meaning and what it rests on, gathered from the estimator's own files: an
 * `…evidence.ts` stands beside the numbers it is about and repeats their names.
 */
import type { Evidence } from '../../estimation/evidence.ts';

const modules = import.meta.glob('../../estimation/**/*.ts', { eager: true }) as Record<
  string,
  Record<string, unknown>
>;
const texts = import.meta.glob('../../estimation/**/*.ts', {
  eager: true,
  query: '?raw',
  import: 'default',
}) as Record<string, string>;

export interface ListedConstant {
  /** Names from the outside in: `decodeEfficiency`, or a profile and the name in it. */
  path: string[];
  value: unknown;
  /** The comment above it in the code, in English. */
  meaning: string;
  evidence: Evidence;
}

export interface ConstantFile {
  name: string;
  constants: ListedConstant[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEvidence = (value: unknown): value is Evidence =>
  isRecord(value) && typeof value.note === 'string' && Array.isArray(value.records);

/** The comment above the first line that sets a name. Names that follow one comment without a blank line share it. */
export function meaningOf(name: string, text: string): string {
  const lines = text.split('\n');
  const own = lines.findIndex((line) => new RegExp(`^\\s*['"]?${name}['"]?\\??:`).test(line));
  for (let at = own - 1; at >= 0; at--) {
    const line = lines[at]!.trim();
    if (line.endsWith('*/')) {
      let from = at;
      while (from > 0 && !lines[from]!.includes('/**')) from--;
      const comment = lines.slice(from, at + 1).join(' ');
      return comment
        .replace(/\/\*\*|\*\/|(?<=\s)\*(?=\s)/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
    }
    if (line === '' || line.endsWith('{')) break;
  }
  return '';
}

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((each, key) => (isRecord(each) ? each[key] : undefined), value);

/** Words with which evidence is sorted, and the numbers aren't. */
const headings = ['constants', 'versions'];

function* walk(value: unknown, path: string[] = []): Generator<[string[], Evidence]> {
  if (isEvidence(value)) yield [path, value];
  else if (isRecord(value))
    for (const [key, each] of Object.entries(value)) {
      yield* walk(each, headings.includes(key) ? path : [...path, key]);
    }
}

/** The number of a path in the file beside its evidence, whichever way the two nest names and profiles. */
function valueOf(numbers: Record<string, unknown>, path: readonly string[]): unknown {
  for (const each of Object.values(numbers)) {
    const direct = at(each, path);
    if (direct !== undefined) return direct;
    const turned = path.length > 1 ? at(each, [...path].reverse()) : undefined;
    if (turned !== undefined) return turned;
    // "framework before a version": a profile of its own under the framework's name.
    const version = at(each, [path[0]!.split(' ')[0]!, 'profile', ...path.slice(1)]);
    if (version !== undefined && path[0]!.includes(' ')) return version;
    if (path.length !== 1 || !isRecord(each)) continue;
    // One piece of evidence for a number that every profile has.
    const byProfile = Object.entries(each).flatMap(([profile, own]) => {
      const value = at(own, path);
      return value === undefined ? [] : [[profile, value] as const];
    });
    if (byProfile.length > 0) return Object.fromEntries(byProfile);
  }
  return undefined;
}

/** The numbers a file's evidence is about: `training-speed-evidence.ts` speaks of `training-speed.ts`. */
const besides = (path: string): string =>
  path.endsWith('/evidence.ts')
    ? path.replace(/evidence\.ts$/, 'constants.ts')
    : path.replace(/-evidence\.ts$/, '.ts');

/** All of them, by file; `undefined` for the value of a number that is not there, which a test forbids. */
export function listedConstants(): ConstantFile[] {
  return Object.keys(modules)
    .filter((path) => path.endsWith('evidence.ts'))
    .sort()
    .map((path) => {
      const numbers = modules[besides(path)] ?? {};
      const text = texts[besides(path)] ?? '';
      const constants = Object.values(modules[path]!).flatMap((exported) =>
        [...walk(exported)].map(([names, evidence]): ListedConstant => {
          const value = valueOf(numbers, names);
          const own = [...names]
            .reverse()
            .map((name) => meaningOf(name, text))
            .find(Boolean);
          // Evidence for a whole profile: the meanings of its numbers, in their order.
          const parts = isRecord(value)
            ? Object.keys(value).map((name) => [name, meaningOf(name, text)])
            : [];
          const meaning =
            own ?? parts.flatMap(([name, each]) => (each ? [`${name}: ${each}`] : [])).join(' ');
          return { path: names, value, meaning, evidence };
        }),
      );
      const name = besides(path).replace(/^.*\/estimation\//, '');
      return { name, constants };
    });
}
