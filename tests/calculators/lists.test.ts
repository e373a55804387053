import { gpus, models } from 'virtual:headroom-catalog';
import { describe, expect, test } from 'vitest';
import { calculator } from '../../content/i18n/en/calculator.ts';
import { gpuGroups, modelGroups, seriesOf } from '../../src/calculators/shared/lists.ts';
import { match } from '../../src/calculators/shared/match.ts';

const cards = gpuGroups(calculator.shared.choose.segments);
const options = cards.flatMap((group) => group.options);

describe('the list of cards', () => {
  test('has every card once, under its segment and series, desktop first and newest first', () => {
    expect(options.map(({ value }) => value).sort()).toEqual(gpus.map(({ slug }) => slug).sort());
    const labels = cards.map(({ label }) => label);
    expect(labels[0]).toBe('Desktop · GeForce 50');
    expect(new Set(labels).size).toBe(labels.length);
    const segments = labels.map((label) => label.split(' · ')[0]);
    expect([...new Set(segments)]).toEqual(['Desktop', 'Laptop', 'Workstation', 'Data center']);
    // Each segment is one stretch of the list.
    expect(segments).toEqual([...segments].sort((a, b) => segments.indexOf(a) - segments.indexOf(b)));
  });

  test('knows the series of a segment', () => {
    expect(seriesOf('desktop')).toContain('GeForce 30');
    expect(seriesOf('datacenter')).not.toContain('GeForce 30');
    expect(new Set(seriesOf('all'))).toEqual(new Set(gpus.map(({ series }) => series)));
  });
});

test('the list of models has every model once, by family, with its size', () => {
  const listed = modelGroups('en').flatMap((group) => group.options);
  expect(listed.map(({ value }) => value)).toEqual(models.map(({ slug }) => slug));
  expect(listed.find(({ value }) => value === 'mixtral-8x7b')?.label).toBe('Mixtral 8x7B · 46.7 B');
});

describe('what was typed finds', () => {
  test.each([
    ['3090', 'rtx-3090'],
    ['rtx3090', 'rtx-3090'],
    ['3090ti', 'rtx-3090-ti'],
    ['4060ti', 'rtx-4060-ti-8gb'],
    ['4060 ti 16gb', 'rtx-4060-ti-16gb'],
    ['RTX 4070 laptop', 'rtx-4070-laptop'],
    ['1080', 'gtx-1080'],
    ['a100', 'a100-sxm4-40gb'],
  ])('%s: %s among the first', (typed, wanted) => {
    const slugs = match(typed, options).map(({ value }) => value);
    expect(slugs.slice(0, 4)).toContain(wanted);
  });

  test('the card itself before longer names that hold it', () => {
    expect(match('3090', options)[0]?.value).toBe('rtx-3090');
    expect(match('4090', options)[0]?.value).toBe('rtx-4090');
  });

  test('nothing where nothing matches, and nothing for nothing', () => {
    expect(match('radeon', options)).toEqual([]);
    expect(match(' -- ', options)).toEqual([]);
  });

  test('models too', () => {
    const listed = modelGroups('en').flatMap((group) => group.options);
    expect(match('qwen 2.5 7b', listed)[0]?.value).toBe('qwen2.5-7b');
    expect(match('llama 70', listed).map(({ value }) => value)).toContain('llama-3.1-70b');
  });
});
