import { expect, test } from 'vitest';
import { descriptionWidth, fitDescription, widthOf } from '../../src/discovery/description.ts';

const { least, most } = descriptionWidth;

test('a Chinese character is two columns wide', () => {
  expect(widthOf('显存 24 GB。')).toBe(12);
});

test('a description that fits stays as it is', () => {
  const text = 'Which card to choose, how much memory matters, and how to balance precision and speed.';
  expect(fitDescription(text, 'data', 'en')).toBe(text);
});

test('a long one ends after a whole sentence', () => {
  const first = 'Enough to learn, to chat with 8B models in 4 bits and to fine-tune small models.';
  expect(fitDescription(`${first} ${'Too little for the usual recipes, '.repeat(5)}`, 'question', 'en')).toBe(
    first,
  );
});

test('one long sentence ends at a clause, in either language', () => {
  const english = fitDescription(`${'a clause of some length, '.repeat(12)}end.`, 'data', 'en');
  expect(english).toMatch(/length…$/);
  expect(widthOf(english)).toBeLessThanOrEqual(most);
  const chinese = fitDescription(`${'一个不长也不短的分句，'.repeat(12)}结束。`, 'data', 'zh-cn');
  expect(chinese).toMatch(/分句…$/);
  expect(widthOf(chinese)).toBeLessThanOrEqual(most);
});

test('a short one says what else the page has', () => {
  const fitted = fitDescription('A copy of the weights.', 'term', 'en');
  expect(fitted).toMatch(/^A copy of the weights\. /);
  expect(widthOf(fitted)).toBeGreaterThanOrEqual(least);
});
