import { describe, expect, test } from 'vitest';
import { models, modelsOfKind } from '#catalog';
import { recount, recountActive } from '../../src/components/catalog/recount.ts';

/** Reads a sum of products as it is printed. */
const evaluate = (text: string): number => {
  const arithmetic = text.replaceAll(',', '').replaceAll('×', '*');
  expect(arithmetic).toMatch(/^[\d\s*+()-]+$/);
  return Number(new Function(`return ${arithmetic}`)());
};

describe('active parameters shown', () => {
  test.each(modelsOfKind('moe').map((model) => [model.slug, model] as const))('%s', (_, model) => {
    const { text, value } = recountActive(model, 'en');
    expect(value).toBe(model.activeParameters);
    expect(evaluate(text.replace('−', '-'))).toBe(value);
  });
});

describe('parameter counts shown part by part', () => {
  test.each(models.map((model) => [model.slug, model] as const))('%s', (_, model) => {
    const summands = recount(model, 'en');
    if (summands === null) return expect(model.kind).toBe('unet');
    expect(summands.reduce((sum, { value }) => sum + value, 0)).toBe(model.parameters);
    for (const { substituted, value } of summands) expect(evaluate(substituted), substituted).toBe(value);
  });
});
