import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crawl } from '../../src/scripts/audit.ts';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'headroom-audit-'))));
afterEach(() => rmSync(directory, { recursive: true }));

function write(path: string, html: string): void {
  const file = join(directory, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, html);
}

/** A site of two pages in two languages; `body` goes into the English start page. */
function site(body: string, base = '/'): string[] {
  for (const [prefix, lang] of [
    ['', 'en'],
    ['zh-cn/', 'zh-CN'],
  ]) {
    write(`${prefix}faq/index.html`, `<html lang="${lang}"><p id="there"></p></html>`);
    write(`${prefix}index.html`, `<html lang="${lang}"><a href="${base}${prefix}faq/#there">faq</a></html>`);
  }
  write('index.html', `<html lang="en">${body}</html>`);
  write('a.js', '');
  return crawl(directory, base).problems;
}

describe('crawl', () => {
  it('finds nothing wrong with a sound site, also under a base path', () => {
    expect(
      site(
        '<a href="/faq/#there">x</a><a href="https://elsewhere.example">x</a><script src="/a.js"></script>',
      ),
    ).toEqual([]);
    expect(site('<a href="/b/faq/">x</a><a href="faq/#there">x</a>', '/b/')).toEqual([]);
  });

  it.each([
    ['<a href="/nowhere/">x</a>', '/: /nowhere/ leads nowhere'],
    ['<a href="/faq">x</a>', '/: /faq leads nowhere'],
    ['<a href="/faq/#here">x</a>', '/: /faq/#here: no such anchor'],
    ['<a href="/zh-cn/faq/">x</a>', "/: /zh-cn/faq/ leaves the reader's language"],
    ['<script src="/b.js"></script>', '/: /b.js leads nowhere'],
    ['<astro-island component-url="/b.js"></astro-island>', '/: /b.js leads nowhere'],
    ['<p id="a"></p><p id="a"></p>', '/: id "a" stands there twice'],
  ])('%s', (body, problem) => {
    expect(site(body)).toEqual([problem]);
  });

  it('lets a language switcher cross over', () => {
    expect(site('<a href="/zh-cn/" hreflang="zh-CN">中文</a>')).toEqual([]);
  });

  it('names a link that forgets the base path', () => {
    expect(site('<a href="/faq/">x</a>', '/b/')).toEqual(['/: /faq/ leaves the base path /b/']);
  });

  it('names a page that a language lacks, and a page in the wrong language', () => {
    site('');
    write('only/index.html', '<html lang="zh-CN"></html>');
    expect(crawl(directory, '/').problems).toEqual([
      '/only/: <html lang> is zh-CN, expected en',
      '/only/: does not exist in zh-cn',
    ]);
  });
});
