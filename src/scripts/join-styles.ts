/**
 * Joins the style sheets of a page into two: those that nearly all pages share, which a browser has from the page before, and
 * its own. The build writes one for each part of the source, and a phone waits for each of them by itself.
 */
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A sheet for the screen; one for paper has a `media` and holds nothing up. */
const sheet = /<link rel="stylesheet" href="([^"]+)"\s*\/?>/g;

/** In the order in which they first stand there: the whole guide names those of its chapters again and again. */
const sheetsOf = (html: string): string[] => [
  ...new Set([...html.matchAll(sheet)].map(([, address]) => address!)),
];

/**
 * Joins the sheets of a built site: their files change, no rule does. Returns what gives a page its new links.
 * @param pages the HTML of every page, gone through once
 */
export function joinStyles(
  pages: Iterable<string>,
  directory: string,
  base: string,
): (html: string) => string {
  const uses = new Map<string, number>();
  const lists = new Map<string, readonly string[]>();
  let count = 0;
  for (const html of pages) {
    const list = sheetsOf(html);
    count += 1;
    lists.set(list.join(' '), list);
    for (const address of list) uses.set(address, (uses.get(address) ?? 0) + 1);
  }
  if (count > 0 && uses.size === 0) throw new Error('no page has a style sheet that could be joined');
  const isShared = (address: string) => uses.get(address)! > count * 0.9;
  const fileOf = (address: string) => join(directory, address.slice(base.length));

  // By their sheets: many pages share a group.
  const joined = new Map<string, string>();
  for (const group of [...lists.values()].flatMap((list) => neighbours(list, isShared))) {
    if (joined.has(group.join(' '))) continue;
    const text = group.map((address) => readFileSync(fileOf(address), 'utf8').trimEnd()).join('\n');
    const hash = createHash('sha256').update(text).digest('base64url').slice(0, 8);
    const address = `${base}_astro/${isShared(group[0]!) ? 'shared' : 'page'}.${hash}.css`;
    writeFileSync(fileOf(address), text);
    joined.set(group.join(' '), address);
  }
  for (const address of uses.keys()) rmSync(fileOf(address));

  return (html) => {
    const groups = neighbours(sheetsOf(html), isShared);
    const names = new Map(groups.map((group) => [group[0]!, joined.get(group.join(' '))!]));
    return html.replace(sheet, (_, address: string) => {
      const name = names.get(address);
      names.delete(address);
      return name ? `<link rel="stylesheet" href="${name}">` : '';
    });
  };
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
