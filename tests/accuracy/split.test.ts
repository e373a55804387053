import { describe, expect, it } from 'vitest';
import { measurements, type Measurement } from '../../catalog/index.ts';
import { groupOf, heldOutGroups, isHeldOut, placeOf } from '../../src/accuracy/split.ts';

const testing = measurements.filter((run) => run.scope.tests.length > 0);
const row = (source: string, gpu: string, name: string, tests: readonly string[] = ['memory']) =>
  ({ source, gpu, framework: { name }, scope: { tests } }) as unknown as Measurement;

describe('the split', () => {
  it('holds out about a fifth of the rows', () => {
    const share = testing.filter(isHeldOut).length / testing.length;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.25);
  });

  it('holds out rows of memory, training speed and decode speed in fifteen to thirty of a hundred', () => {
    for (const test of ['memory', 'training-speed', 'decode-speed'] as const) {
      const rows = testing.filter((run) => run.scope.tests.includes(test));
      const share = rows.filter(isHeldOut).length / rows.length;
      expect(share, test).toBeGreaterThan(0.15);
      expect(share, test).toBeLessThan(0.3);
    }
  });

  it('holds out whole groups, whatever the order of the rows', () => {
    const sides = new Map<string, Set<boolean>>();
    for (const run of testing) {
      const group = groupOf(run);
      sides.set(group, (sides.get(group) ?? new Set()).add(isHeldOut(run)));
    }
    expect([...sides].filter(([, side]) => side.size !== 1)).toEqual([]);
    expect(heldOutGroups([...measurements].reverse())).toEqual(heldOutGroups(measurements));
  });

  it('leaves every framework something to be fitted on, for each quantity it shows', () => {
    const left = new Set<string>();
    const profiles = new Set<string>();
    for (const run of testing)
      for (const test of run.scope.tests) {
        profiles.add(`${run.framework?.name} ${test}`);
        if (!isHeldOut(run)) left.add(`${run.framework?.name} ${test}`);
      }
    expect(left).toEqual(profiles);
  });

  it('keeps places fixed: a change would move every published figure', () => {
    // Worked with another implementation of the two functions.
    expect(placeOf('')).toBeCloseTo(0.6689221884589642, 12);
    expect(placeOf('a')).toBeCloseTo(0.10352621669881046, 12);
  });

  it('takes the last fifth by place, but never all of a framework', () => {
    const groups = Array.from({ length: 400 }, (_, i) => row(`source-${i}`, 'rtx-3090', 'one'));
    const held = heldOutGroups(groups);
    for (const run of groups) expect(held.has(groupOf(run))).toBe(placeOf(groupOf(run)) >= 0.8);
    const late = groups.filter((run) => held.has(groupOf(run))).slice(0, 3);
    const few = heldOutGroups(late);
    expect(few.size).toBe(2);
    const places = late.map((run) => placeOf(groupOf(run)));
    expect(few.has(groupOf(late[places.indexOf(Math.min(...places))]!))).toBe(false);
  });

  it('ignores rows that test nothing', () => {
    expect(heldOutGroups([row('a', 'b', 'c', []), row('d', 'e', 'f', [])]).size).toBe(0);
  });
});
