/**
 * What a larger site costs: builds copies of the repository with three and ten times its cards, models, questions and
 * terms. The copies of a record differ from it in slug and name alone, and are the same every time.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Figures } from '../../proof/measures.ts';
import { builtPages } from '../pages.ts';
import { runBuild } from './run-build.ts';

/** Inside the repository, so that the copy finds its packages. */
const scratch = '.cache/scale';
const factors = [1, 3, 10] as const;

/** Files of the repository that a build may read, those not committed yet included. */
function copyRepository(target: string): void {
  rmSync(target, { recursive: true, force: true });
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' });
  for (const file of files.split('\n')) {
    if (file === '' || file.startsWith('tests/')) continue;
    mkdirSync(dirname(join(target, file)), { recursive: true });
    cpSync(file, join(target, file));
  }
}

function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${file}: nothing to change`);
  writeFileSync(file, after);
}

/** Lets an index of records export each of them as often as asked. */
function multiplyRecords(file: string, name: string, factor: number, copy: string): void {
  edit(
    file,
    (text) => `${text.replace(`export const ${name}:`, 'const written:')}
export const ${name}: typeof written = Object.fromEntries(
  Object.entries(written).map(([file, records]) => [
    file,
    Array.from({ length: ${factor} }, (_, n) => n).flatMap((n) =>
      n === 0 ? records : records.map((record) => (${copy})),
    ),
  ]),
);
`,
  );
}

/** A line of YAML, `key: 'value'` or `- value`, with something at the end of its value. */
const appended = (line: string, end: string) =>
  /['"]\s*$/.test(line) ? line.replace(/(['"])\s*$/, `${end}$1`) : line + end;

/** The front matter of a question or term as that of its copy: other names, and its copy's relations. */
function renamed(text: string, n: number): string {
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  let list = '';
  const lines = head.split('\n').map((line) => {
    const key = /^(\w+):/.exec(line)?.[1];
    if (key !== undefined) list = key;
    if (key === 'question' || key === 'term' || key === 'other') return appended(line, ` ${n}x`);
    if (!line.startsWith('  - ')) return line;
    return appended(line, list === 'related' ? `-x${n}` : ` ${n}x`);
  });
  return `---\n${lines.join('\n')}\n---\n${body}`;
}

function multiply(target: string, factor: number): void {
  if (factor === 1) return;
  multiplyRecords(
    join(target, 'catalog/gpus/index.ts'),
    'gpuFiles',
    factor,
    '{ ...record, slug: `${record.slug}-x${n}`, name: `${record.name} ${n}x`,' +
      ' ...(record.variantOf && { variantOf: `${record.variantOf}-x${n}` }) }',
  );
  multiplyRecords(
    join(target, 'catalog/models/index.ts'),
    'modelFiles',
    factor,
    '{ ...record, slug: `${record.slug}-x${n}`, name: `${record.name} ${n}x` }',
  );
  for (const file of globSync('content/{faq,glossary}/*/*.mdx', { cwd: target })) {
    const text = readFileSync(join(target, file), 'utf8');
    for (let n = 1; n < factor; n += 1)
      writeFileSync(join(target, file.replace(/\.mdx$/, `-x${n}.mdx`)), renamed(text, n));
  }
}

const megabytes = (directory: string, pattern: string) =>
  globSync(pattern, { cwd: directory })
    .map((file) => statSync(join(directory, file)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0) / 1e6;

export async function measure({ only = factors }: { only?: readonly number[] } = {}): Promise<Figures> {
  const figures: Figures = {};
  for (const factor of only) {
    copyRepository(scratch);
    multiply(scratch, factor);
    const { seconds, processorSeconds } = await runBuild(scratch, {
      HEADROOM_OUT: 'dist',
      HEADROOM_BASE: '/',
      // Beyond what Node takes by itself at ten times the site.
      NODE_OPTIONS: '--max-old-space-size=16384',
    });
    const site = join(scratch, 'dist');
    figures[String(factor)] = {
      pages: builtPages(site).length,
      seconds: Math.round(seconds),
      processorSeconds: Math.round(processorSeconds),
      indexMb: Number(megabytes(site, 'pagefind/{fragment,index,filter}/*').toFixed(2)),
      htmlMb: Number(megabytes(site, '**/*.html').toFixed(1)),
    };
    console.log(`${factor} ×:`, figures[String(factor)]);
  }
  rmSync(scratch, { recursive: true, force: true });
  return figures;
}
