/**
 * Joins the style sheets of a page into two: those that nearly all pages share, which a browser has from the page before, and
 * its own. The build writes one for each part of the source, and a phone waits for each of them by itself.
 */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A sheet for the screen; one for paper has a `media` and holds nothing up. */
const sheet = /<link rel="stylesheet" href="([^"]+)">/g;

const sheetsOf = (html: string): string[] => [...html.matchAll(sheet)].map(([, address]) => address!);

/**
 * Joins the sheets of all pages of a built site: their files change, no rule does. Goes through the pages twice and
 * gives them back one by one, with their new links: a large site is more than fits into memory.
 */
export function* joinStyles(pages: Iterable<string>, directory: string, base: string): Generator<string> {
  const uses = new Map<string, number>();
  let count = 0;
  for (const html of pages) {
    count += 1;
    for (const address of sheetsOf(html)) uses.set(address, (uses.get(address) ?? 0) + 1);
  }
  const isShared = (address: string) => uses.get(address)! > count * 0.9;
  const fileOf = (address: string) => join(directory, address.slice(base.length));

  const joined = new Map<string, string>();
  const nameOf = (group: readonly string[]): string => {
    if (group.length === 1) return group[0]!;
    const key = group.join(' ');
    const known = joined.get(key);
    if (known) return known;
    const text = group.map((address) => readFileSync(fileOf(address), 'utf8').trimEnd()).join('\n');
    const hash = createHash('sha256').update(text).digest('base64url').slice(0, 8);
    const address = `${base}_astro/${isShared(group[0]!) ? 'shared' : 'page'}.${hash}.css`;
    writeFileSync(fileOf(address), text);
    joined.set(key, address);
    return address;
  };

  const left = new Set<string>();
  for (const html of pages) {
    const names = new Map(neighbours(sheetsOf(html), isShared).map((group) => [group[0], nameOf(group)]));
    for (const name of names.values()) left.add(name);
    yield html.replace(sheet, (_, address) =>
      names.has(address) ? `<link rel="stylesheet" href="${names.get(address)}">` : '',
    );
  }
  for (const address of uses.keys()) if (!left.has(address)) rmSync(fileOf(address));
}

/** Runs of equal kind, in their order: a rule may depend on what stands before it. */
function neighbours<T>(all: readonly T[], kind: (one: T) => boolean): T[][] {
  const runs: T[][] = [];
  for (const one of all) {
    const last = runs.at(-1);
    if (last && kind(last[0]!) === kind(one)) last.push(one);
    else runs.push([one]);
  }
  return runs;
}
