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

/** Joins the sheets of all pages of a built site; their files change, no rule does. Returns the pages with new links. */
export function joinStyles(pages: readonly string[], directory: string, base: string): string[] {
  const lists = pages.map(sheetsOf);
  const uses = new Map<string, number>();
  for (const address of lists.flat()) uses.set(address, (uses.get(address) ?? 0) + 1);
  const isShared = (address: string) => uses.get(address)! > pages.length * 0.9;
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

  const result = pages.map((html, index) => {
    const groups = neighbours(lists[index]!, isShared);
    const first = new Map(groups.map((group) => [group[0], nameOf(group)]));
    return html.replace(sheet, (_, address) =>
      first.has(address) ? `<link rel="stylesheet" href="${first.get(address)}">` : '',
    );
  });
  const left = new Set(result.flatMap(sheetsOf));
  for (const address of uses.keys()) if (!left.has(address)) rmSync(fileOf(address));
  return result;
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
