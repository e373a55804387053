import { describe, expect, it } from 'vitest';
import { headersFile, parseHeadersFile, siteRules } from '../../src/hosting/headers-file.ts';
import { headersOf } from '../../src/hosting/rules.ts';

const files = [
  'index.html',
  '404.html',
  'favicon.svg',
  'sw.js',
  'faq/index.html',
  'faq/out-of-memory/index.html',
  'embed/index.html',
  'embed/guide/index.html',
  'embed/gpu/index.html',
  'embed/v1.js',
  'embed/oembed/gpu.json',
  'og/faq.png',
  '_astro/a.js',
  'api/v1/gpus.json',
  'islands/catalog.json',
  'islands/nearest-runs.json',
  'pagefind/pagefind.js',
  'pagefind/pagefind.en_1a2b.pf_meta',
  'pagefind/fragment/en_1a2b.pf_fragment',
  'zh-cn/index.html',
  'zh-cn/faq/index.html',
  'zh-cn/embed/precision/index.html',
];
const text = headersFile(siteRules(files, 'P'), '/b/');

/** As hosts do: headers of one name are joined. */
function sent(path: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { pattern, headers: more } of parseHeadersFile(text)) {
    if (!pattern.test(path)) continue;
    for (const [name, value] of more) headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

const always = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Strict-Transport-Security': 'max-age=31536000',
};
const own = { 'Content-Security-Policy': "P; frame-ancestors 'self'" };
const widget = { 'Content-Security-Policy': 'P; frame-ancestors *' };
const anyOrigin = { 'Access-Control-Allow-Origin': '*' };
const cache = (value: string) => ({ 'Cache-Control': value });
const forever = cache('public, max-age=31536000, immutable');

describe('the _headers file', () => {
  it.each([
    ['/b/', own],
    ['/b/404.html', own],
    ['/b/faq/', own],
    ['/b/faq/out-of-memory/', own],
    ['/b/embed/', own],
    ['/b/embed/guide/', own],
    ['/b/zh-cn/', own],
    ['/b/zh-cn/faq/', own],
    ['/b/embed/gpu/', { ...widget, ...anyOrigin }],
    ['/b/zh-cn/embed/precision/', { ...widget, ...anyOrigin }],
    ['/b/_astro/a.js', { ...anyOrigin, ...forever }],
    ['/b/embed/v1.js', { ...anyOrigin, ...cache('public, max-age=3600') }],
    ['/b/embed/oembed/gpu.json', { ...anyOrigin, ...cache('public, max-age=3600') }],
    ['/b/og/faq.png', cache('public, max-age=86400')],
    ['/b/api/v1/gpus.json', { ...anyOrigin, ...cache('public, max-age=600') }],
    ['/b/islands/catalog.json', { ...anyOrigin, ...cache('public, max-age=86400') }],
    ['/b/islands/nearest-runs.json', anyOrigin],
    ['/b/pagefind/pagefind.js', {}],
    ['/b/pagefind/pagefind.en_1a2b.pf_meta', forever],
    ['/b/pagefind/fragment/en_1a2b.pf_fragment', forever],
    ['/b/sw.js', {}],
    ['/b/favicon.svg', {}],
  ])('%s', (path, headers) => {
    expect(sent(path)).toEqual({ ...always, ...headers });
  });

  it('says nothing about what lies outside the base path', () => {
    expect(sent('/faq/')).toEqual({});
  });

  it('has a star at the end of a path only: not every host reads it elsewhere', () => {
    expect(text.match(/^\S*\*\S+$/m)).toBeNull();
  });

  it('stops at what a host would not read', () => {
    const many = Array.from({ length: 101 }, (_, i) => ({ path: `${i}`, headers: { A: '1' } }));
    expect(() => headersFile(many, '/')).toThrow('101 rules');
    expect(() => headersFile([{ path: '*', headers: { A: 'x'.repeat(2000) } }], '/')).toThrow('2000');
  });
});

describe('headersOf', () => {
  it('stops where two rules set one header', () => {
    const rules = [
      { path: 'a/*', headers: { A: '1' } },
      { path: 'a/b', headers: { A: '2' } },
    ];
    expect(headersOf('a/c', rules)).toEqual({ A: '1' });
    expect(() => headersOf('a/b', rules)).toThrow('a/b: two rules set A');
  });
});
