import { expect, it } from 'vitest';
import { tidyExcerpt } from '../../src/search/excerpt.ts';

it.each([
  ['LoRA. Fine-tuning that freezes', 'Fine-tuning that freezes'],
  ['<mark>LoRA.</mark> Fine-tuning', '<mark>LoRA.</mark> Fine-tuning'],
  ['a product of two matrices: , with a rank of . So', 'a product of two matrices: , with a rank of …. So'],
  ['a change of <mark>loss</mark> . The', 'a change of <mark>loss</mark> …. The'],
  ['nothing is missing, here (or there). Done', 'nothing is missing, here (or there). Done'],
  ['an empty pair ( ) goes', 'an empty pair  goes'],
])('%s', (excerpt, shown) => expect(tidyExcerpt(excerpt, 'LoRA')).toBe(shown));
