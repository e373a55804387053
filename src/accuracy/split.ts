/**
 * Which runs no constant may be fitted on. Whole groups are held out, source × GPU × framework version: rows of one
 * sweep differ by one option, so a row held out beside its neighbours would test nothing.
 */
import { measurements } from '../../catalog/index.ts';
import type { Measurement } from '../../catalog/types.ts';

/** Share of the groups that is held out. */
const heldOutShare = 1 / 5;

type Grouped = Pick<Measurement, 'source' | 'gpu' | 'publishedGpu' | 'framework'>;

/** Name of the group a run belongs to: its source, its card and what ran it, in the version that was printed. */
export function groupOf({ source, gpu, publishedGpu, framework }: Grouped): string {
  const { name = '', version = '', torch = '' } = framework ?? {};
  return [source, gpu ?? publishedGpu ?? '', name, version, torch].join(' | ');
}

/**
 * Place of a name between 0 and 1, evenly spread and the same forever: FNV-1a, then the finalizer of MurmurHash3, since
 * the high bits of FNV-1a alone depend little on a name's last letters.
 */
export function placeOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/**
 * The groups held out of those that test anything: the last fifth by place. Of what one framework shows about one
 * quantity the first group always stays, or nothing would be left to fit that framework's profile on.
 */
export function heldOutGroups(runs: readonly Measurement[]): ReadonlySet<string> {
  const places = new Map<string, number>();
  const first = new Map<string, string>();
  for (const run of runs) {
    const group = groupOf(run);
    const place = places.get(group) ?? placeOf(group);
    for (const test of run.scope.tests) {
      places.set(group, place);
      const profile = `${run.framework?.name} | ${test}`;
      const known = first.get(profile);
      if (known === undefined || place < places.get(known)!) first.set(profile, group);
    }
  }
  const kept = new Set(first.values());
  const last = [...places].filter(([group, place]) => place >= 1 - heldOutShare && !kept.has(group));
  return new Set(last.map(([group]) => group));
}

const heldOut = heldOutGroups(measurements);

/** Whether a run of the catalog is held out: constants are fitted on the others only. */
export const isHeldOut = (run: Grouped): boolean => heldOut.has(groupOf(run));
