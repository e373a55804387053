import { createHash } from 'node:crypto';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { applyPolicy, inlineScripts, unhashable, withMeta } from '../../src/scripts/csp.ts';

describe('inlineScripts', () => {
  it('takes what a browser runs, exactly as written', () => {
    const html =
      '<script> a() </script><script type="module">b()</script><script src="/x.js"></script>' +
      '<script type="application/json">{"c":1}</script><script type="application/ld+json">{}</script><script data-src>d()</script>';
    expect(inlineScripts(html)).toEqual([' a() ', 'b()', 'd()']);
  });
});

describe('unhashable', () => {
  it('finds handlers and javascript: addresses, not text about them', () => {
    expect(unhashable('<button type="button" onclick="x()">')).toHaveLength(1);
    expect(unhashable('<a href="javascript:x()">')).toHaveLength(1);
    expect(
      unhashable('<p>onclick= and javascript:</p><script>a.onclick = 1</script><a href="/on=1">'),
    ).toEqual([]);
  });
});

describe('withMeta', () => {
  it('stands before the first script and is written once', () => {
    const html = '<html><head><meta charset="utf-8"><script>a()</script></head></html>';
    const once = withMeta(html, 'x');
    expect(once.indexOf('content-security-policy')).toBeLessThan(once.indexOf('<script>'));
    expect(withMeta(once, 'y').match(/content-security-policy/g)).toHaveLength(1);
    expect(() => withMeta('<p>', 'x')).toThrow('no <head>');
  });
});

describe('applyPolicy', () => {
  const directory = mkdtempSync(join(tmpdir(), 'headroom-csp-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  mkdirSync(join(directory, 'zh-cn'));

  it('allows the scripts of all pages in header and meta tag', () => {
    writeFileSync(join(directory, 'index.html'), '<head></head><script>one();</script>');
    writeFileSync(join(directory, 'zh-cn', 'index.html'), '<head></head><script>two();</script>');
    expect(applyPolicy(directory, '/')).toEqual({ pages: 2, hashes: 2 });
    for (const text of ['one();', 'two();']) {
      const hash = createHash('sha256').update(text).digest('base64');
      expect(readFileSync(join(directory, 'index.html'), 'utf8')).toContain(hash);
      expect(readFileSync(join(directory, '_headers'), 'utf8')).toContain(hash);
    }
  });

  it('stops at a page that no policy can allow, and names it', () => {
    writeFileSync(join(directory, 'bad.html'), '<head></head><img onerror="x()">');
    expect(() => applyPolicy(directory, '/')).toThrow(/bad\.html.*onerror/s);
  });
});
