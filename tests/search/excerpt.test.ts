import { expect, it } from 'vitest';
import { tidyExcerpt } from '../../src/search/excerpt.ts';

it.each([
  ['LoRA. Fine-tuning that freezes', 'Fine-tuning that freezes'],
  ['<mark>LoRA.</mark> <mark>Fine-tuning</mark> that', '<mark>Fine-tuning</mark> that'],
  ['<mark>LoRA. </mark>Fine-tuning', 'Fine-tuning'],
  ['\u200b<mark>LoRA</mark>\u200b. \u200b微调', '\u200b微调'],
  ['LoRA and its rank. ', 'LoRA and its rank. '],
  ['a product of two matrices: , with a rank of . So', 'a product of two matrices: , with a rank of …. So'],
  ['a change of <mark>loss</mark> . The', 'a change of <mark>loss</mark> …. The'],
  ['nothing is missing, here (or there). Done', 'nothing is missing, here (or there). Done'],
  ['an empty pair ( ) goes', 'an empty pair  goes'],
])('%s', (excerpt, shown) => expect(tidyExcerpt(excerpt, 'LoRA')).toBe(shown));
