import { describe, expect, it } from 'vitest';
import { defaultOptions } from '../../src/embed/languages.ts';
import { oembed, oembedLink } from '../../src/embed/oembed.ts';
import { widgetTypes } from '../../src/embed/protocol.ts';
import { iframeSnippet } from '../../src/embed/snippet.ts';
import { languages } from '../../content/i18n/languages.ts';
import { oembedProblems } from './oembed-schema.ts';

const root = 'https://example.org/tools/';
const cases = languages.flatMap((lang) => widgetTypes.map((type) => ({ lang, type })));

describe.each(cases)('oEmbed of $type in $lang', ({ lang, type }) => {
  const options = defaultOptions(lang, type, root);
  const answer = oembed(options);

  it('is what the specification asks of a rich answer', () => {
    expect(oembedProblems(JSON.parse(JSON.stringify(answer)))).toEqual([]);
  });

  it('holds the iframe snippet as the reader copies it', () => {
    expect(answer.html).toBe(iframeSnippet(options));
    expect(answer.html).toContain(`height="${answer.height}"`);
  });

  it('is linked by its public address under the base path', () => {
    expect(oembedLink(options)).toEqual({
      rel: 'alternate',
      type: 'application/json+oembed',
      href: `${root}${lang === 'en' ? '' : 'zh-cn/'}embed/oembed/${type}.json`,
      title: options.title,
    });
  });
});

describe('oembedProblems', () => {
  const right = oembed(defaultOptions('en', 'gpu', root)) as unknown as Record<string, unknown>;
  it.each([
    ['no version', { version: undefined }],
    ['another version', { version: '2.0' }],
    ['a version as a number', { version: 1 }],
    ['another type', { type: 'widget' }],
    ['no html', { html: '' }],
    ['no width', { width: undefined }],
    ['a height as text', { height: '1250' }],
    ['a script as address', { provider_url: 'javascript:alert(1)' }],
    ['a thumbnail without its size', { thumbnail_url: 'https://example.org/a.png' }],
    ['a nested value', { author: { name: 'x' } }],
  ])('finds %s', (_, change) => {
    expect(oembedProblems(JSON.parse(JSON.stringify({ ...right, ...change })))).toHaveLength(1);
  });
});
