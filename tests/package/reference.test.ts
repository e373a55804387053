import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { dataVersion } from '../../catalog/index.ts';
import * as library from '../../src/library/index.ts';
import { build, contents, output } from '../../src/package/build.ts';
import { packageVersion } from '../../src/package/manifest.ts';
import type { Reference, ReferenceDoor, ReferenceEntry } from '../../src/package/reference-types.ts';
import { undocumented } from '../../src/package/undocumented.ts';

let reference: Reference;

beforeAll(async () => {
  await build();
  reference = JSON.parse(readFileSync(join(output, 'reference.json'), 'utf8')) as Reference;
}, 300_000);

const entry = (more: Partial<ReferenceEntry>): ReferenceEntry => ({
  name: 'thing',
  kind: 'type',
  signature: 'interface thing',
  text: 'A thing.',
  parameters: [],
  returns: '',
  throws: [],
  sources: [],
  fields: [],
  ...more,
});
const field = (path: string, type: string, text: string) => ({
  path,
  type,
  text,
  optional: false,
  sources: [],
});
const door = (...entries: ReferenceEntry[]): ReferenceDoor[] => [
  { name: 'estimation', text: 'A door.', entries },
];

describe('the docstrings of the public interface', () => {
  it('say what everything is, in which unit, and by which source', () => {
    expect(undocumented(reference.doors)).toEqual([]);
  });

  it('would be found wanting', () => {
    expect(undocumented(door(entry({ text: '' })))).toEqual(['estimation thing: no description']);
    const bare = [{ name: 'bytes', type: 'number', optional: false, text: '' }];
    expect(undocumented(door(entry({ kind: 'function', parameters: bare })))).toEqual([
      'estimation thing: nothing about what it returns',
      'estimation thing: nothing about its parameter bytes',
    ]);
    expect(
      undocumented(door(entry({ fields: [field('size', 'number | null', 'How large it is.')] }))),
    ).toEqual(['estimation thing: no unit of size']);
    expect(
      undocumented(door(entry({ fields: [field('a.sizeBytes', 'number', 'How large it is.')] }))),
    ).toEqual([]);
    expect(undocumented(door(entry({ sources: ['hearsay'] })))).toEqual([
      'estimation thing: no source hearsay',
    ]);
  });

  it('cover both doors whole', () => {
    const named = Object.fromEntries(
      reference.doors.map(({ name, entries }) => [name, new Set(entries.map((each) => each.name))]),
    );
    for (const name of ['estimation', 'catalog']) {
      const code = readFileSync(`src/library/${name}.ts`, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
      const exported = [...code.matchAll(/^ {2}(\w+),$/gm)].map(([, each]) => each!);
      expect(exported.length).toBeGreaterThan(40);
      expect([...named[name]!].toSorted()).toEqual(exported.toSorted());
    }
  });

  it('carry what only the schema knows: fields of records, whatever their kind', () => {
    const [estimation, catalog] = reference.doors;
    const fieldsOf = (where: ReferenceDoor, name: string) =>
      where.entries.find((each) => each.name === name)!.fields.map(({ path }) => path);
    expect(fieldsOf(catalog!, 'Gpu')).toEqual(
      expect.arrayContaining(['memoryGb', 'tensor', 'exceptions[].reason']),
    );
    expect(fieldsOf(catalog!, 'MoeModel')).toContain('experts.perToken');
    expect(fieldsOf(estimation!, 'MemoryByPart')).toHaveLength(8);
  });
});

describe('the package', () => {
  const files = () => globSync('**/*.*', { cwd: contents }).map((path) => path.replaceAll('\\', '/'));

  it('holds what its doors reach and nothing of the site', () => {
    const folders = new Set(files().map((path) => path.split('/').slice(0, -1).slice(0, 2).join('/')));
    for (const folder of folders)
      expect(folder).toMatch(/^(?:|src\/(?:library|estimation)|catalog(?:\/\w+)?)$/);
    expect(files().filter((path) => /validate|schema\.|open-data|json-schema/.test(path))).toEqual([
      'src/estimation/validate.d.ts',
      'src/estimation/validate.js',
    ]);
  });

  it('needs nothing: no dependency, no module of Node, no zod', () => {
    const { dependencies, peerDependencies } = JSON.parse(
      readFileSync(join(contents, 'package.json'), 'utf8'),
    );
    expect([dependencies, peerDependencies]).toEqual([undefined, undefined]);
    for (const path of files().filter((each) => /\.(?:js|ts)$/.test(each))) {
      const text = readFileSync(join(contents, path), 'utf8');
      for (const [, specifier] of text.matchAll(/(?:\bfrom |\bimport\(|\bimport )["']([^"']+)["']/g))
        expect(specifier, path).toMatch(/^\.{1,2}\/.*\.js$/);
    }
  });

  it('brings licences, and a README whose placeholders are filled in', () => {
    for (const file of ['LICENSE', 'NOTICE', 'README.md'])
      expect(existsSync(join(contents, file)), file).toBe(true);
    const readme = readFileSync(join(contents, 'README.md'), 'utf8');
    expect(readme).not.toMatch(/\{\{|undefined/);
    expect(readme).toContain(readFileSync(join(output, 'sample.txt'), 'utf8'));
    expect(readme).toContain(dataVersion);
  });

  it('answers as the sources do', async () => {
    const job = { task: 'training', model: 'llama-3.1-8b', gpu: 'rtx-3090', method: 'qlora' } as const;
    const built = (await import(resolve(contents, 'src/library/index.js'))) as typeof library;
    expect(built.estimate(job, built.data)).toEqual(library.estimate(job, library.data));
  });
});

describe('the version', () => {
  it('takes its first two numbers from the project and its last from the day of the data', () => {
    expect(packageVersion('0.1.0', '2026-11-26')).toBe('0.1.20261126');
    expect(packageVersion('2.3.1', '2026-01-02')).toBe('2.3.120260102');
  });
});
