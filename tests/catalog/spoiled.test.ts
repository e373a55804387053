import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  catalogFiles,
  describeProblems,
  validateCatalog,
  type CatalogFiles,
} from '../../catalog/validate.ts';

/** A record of the catalog with something wrong: what is changed in it, and what validation must say. */
interface Fixture {
  what: string;
  group: keyof CatalogFiles;
  file: string;
  record: string;
  /** Path in the record to the value that spoils it. */
  set?: Record<string, unknown>;
  /** Name under which the spoiled record is reported, where that is what was spoiled. */
  slug?: string;
  /** Keys left out. */
  remove?: string[];
  field: string;
  fix: string;
}

type Fields = Record<string, unknown>;

const folder = fileURLToPath(new URL('spoiled', import.meta.url));
const fixtures = globSync('*.json', { cwd: folder }).map((file) => [
  basename(file, '.json'),
  JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as Fixture,
]) as [string, Fixture][];

function setAt(record: Fields, path: string, value: unknown): void {
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) record[key] = value;
  else setAt(record[key] as Fields, rest.join('.'), value);
}

/** The real catalog with the one record spoiled. */
function spoil({ group, file, record: name, set = {}, remove = [] }: Fixture): CatalogFiles {
  const records = catalogFiles[group][file] as readonly Fields[] | undefined;
  const at =
    records?.findIndex((record) =>
      [record['slug'], record['id'], record['computeCapability']].includes(name),
    ) ?? -1;
  if (!records || at < 0) throw new Error(`no ${name} in ${file}`);
  const spoiled = Object.fromEntries(
    Object.entries(structuredClone(records[at]!)).filter(([key]) => !remove.includes(key)),
  );
  for (const [path, value] of Object.entries(set)) setAt(spoiled, path, value);
  return { ...catalogFiles, [group]: { ...catalogFiles[group], [file]: records.with(at, spoiled) } };
}

describe('a spoiled record', () => {
  it('of twenty kinds or more, from every part of the catalog', () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(20);
    expect(new Set(fixtures.map(([, { group }]) => group))).toEqual(new Set(Object.keys(catalogFiles)));
    expect(new Set(fixtures.map(([, { what }]) => what)).size).toBe(fixtures.length);
  });

  it.each(fixtures)('%s: the message names file, slug, field and the fix', (_name, fixture) => {
    const problems = validateCatalog(spoil(fixture));
    const { file, record, slug = record, field, fix } = fixture;
    expect(problems, describeProblems(problems)).toContainEqual({
      file,
      slug,
      field,
      fix,
      reason: expect.stringMatching(/\w/),
    });
    const line = describeProblems(problems.filter((problem) => problem.field === field));
    for (const part of [`catalog/${file}`, slug, field, `Fix: ${fix}`]) expect(line).toContain(part);
    // One wrong record is one record's problem, not a flood.
    expect(new Set(problems.map((problem) => problem.slug))).toEqual(new Set([slug]));
  });
});
