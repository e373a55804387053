import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { joinStyles as joinAll } from '../../src/scripts/join-styles.ts';

const link = (name: string) => `<link rel="stylesheet" href="/b/_astro/${name}.css">`;
const page = (...names: string[]) => `<head>${names.map(link).join('<!-- -->')}</head>`;
/** What nearly all pages have. */
const plain = Array.from({ length: 20 }, () => page('base', 'site'));
let directory: string;
const joinStyles = (pages: string[]) => pages.map(joinAll(pages, directory, '/b/'));
const files = () => readdirSync(join(directory, '_astro')).sort();
const linked = (html: string) => [...html.matchAll(/href="\/b\/_astro\/([^"]+)"/g)].map(([, name]) => name!);
const rules = (html: string) =>
  linked(html).map((name) => readFileSync(join(directory, '_astro', name), 'utf8'));

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'headroom-styles-'));
  mkdirSync(join(directory, '_astro'));
  for (const name of ['base', 'site', 'bars', 'guide', 'frame']) {
    writeFileSync(join(directory, '_astro', `${name}.css`), `.${name}{}\n`);
  }
});
afterEach(() => rmSync(directory, { recursive: true }));

it('makes two sheets of many, in their order, the shared ones in a file for all pages', () => {
  const pages = joinStyles([
    page('base', 'site', 'bars', 'guide'),
    page('base', 'site'),
    page('base', 'site', 'guide'),
    ...plain,
  ]);
  expect(rules(pages[0]!)).toEqual(['.base{}\n.site{}', '.bars{}\n.guide{}']);
  expect(rules(pages[1]!)).toEqual(['.base{}\n.site{}']);
  expect(rules(pages[2]!)).toEqual(['.base{}\n.site{}', '.guide{}']);
  expect(linked(pages[2]!)[0]).toBe(linked(pages[0]!)[0]);
});

it('keeps the place of a sheet that stands between others', () => {
  const [first] = joinStyles([page('base', 'bars', 'site'), ...plain]);
  expect(rules(first!)).toEqual(['.base{}', '.bars{}', '.site{}']);
});

it('takes a sheet that is named again once, where it stands first', () => {
  const [first] = joinStyles([page('base', 'site', 'bars', 'guide', 'bars', 'base'), ...plain]);
  expect(rules(first!)).toEqual(['.base{}\n.site{}', '.bars{}\n.guide{}']);
});

it('removes what it joined, and leaves sheets for paper alone', () => {
  const paper = '<link rel="stylesheet" href="/b/_astro/frame.css" media="print">';
  const pages = joinStyles([page('base', 'site') + paper, page('base', 'site')]);
  expect(pages[0]).toContain(paper);
  expect(files()).toEqual(['bars.css', 'frame.css', 'guide.css', linked(pages[1]!)[0]!]);
});

it('says so where it finds nothing to join', () => {
  expect(() => joinStyles(['<link href="/b/_astro/base.css" rel="stylesheet">'])).toThrow('no page has');
});
