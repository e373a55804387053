import { describe, expect, it } from 'vitest';
import { namesRow } from '../../src/scripts/search-names.ts';

describe('namesRow', () => {
  it('takes names and keywords apart, and headings of chapters alone', () => {
    const anchors = [
      { element: 'h1', text: 'Math' },
      { element: 'h2', text: ' Loss scaling ' },
      { element: 'div', text: '' },
      { element: 'h3', text: 'Cooling' },
    ];
    expect(
      namesRow(
        'en_1',
        { url: '/math/', meta: { title: 'Math' }, filters: {}, anchors },
        'By hand; memory, speed.',
      ),
    ).toEqual(['en_1', 'guide', 'Math', '', '', 'Loss scaling\nCooling\nBy hand\nmemory\nspeed']);
    expect(
      namesRow(
        'en_2',
        {
          url: '/gpus/a/',
          meta: { title: 'A', names: 'b | c d', keywords: 'e' },
          filters: { kind: ['gpu'] },
          anchors,
        },
        'A card',
      ),
    ).toEqual(['en_2', 'gpu', 'A', 'b\nc d', 'e', '']);
  });
});
