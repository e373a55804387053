/**
 * Makes the package in `.cache/package/`: `contents/` is what is published, `reference.json` its public interface and
 * `sample.txt` what the first sample prints. Nothing is done where no input has changed.
 *
 * Run: `node src/package/build.ts`
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { dataVersion } from '../../catalog/index.ts';
import { compile } from './compile.ts';
import { manifest } from './manifest.ts';
import { packageName } from './name.ts';
import { readReference } from './reference.ts';
import type { BundleSizes, Reference } from './reference-types.ts';
import { bundleSizes } from './sizes.ts';

export const output = '.cache/package';
export const contents = join(output, 'contents');
export const sample = 'content/samples/library_first.js';

const inputs = [
  'catalog/**/*.{ts,json}',
  'src/{estimation,library,package}/**/*',
  sample,
  'LICENSE',
  'NOTICE',
];

/** What the package is made from, as one word. */
function fingerprint(): string {
  const hash = createHash('sha256').update(process.env.HEADROOM_REPOSITORY ?? '');
  for (const path of [...globSync(inputs), 'package.json', 'package-lock.json'].toSorted()) {
    if (/\.\w+$|LICENSE|NOTICE/.test(path)) hash.update(path).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/** Runs the sample, and a bundler, where the package just built is installed. */
function tryOut(): { printed: string; sizes: BundleSizes } {
  const place = join(output, 'sample');
  const installed = join(place, 'node_modules', packageName);
  mkdirSync(dirname(installed), { recursive: true });
  cpSync(contents, installed, { recursive: true });
  cpSync(sample, join(place, 'sample.mjs'));
  const printed = execFileSync(process.execPath, ['sample.mjs'], { cwd: place, encoding: 'utf8' }).trimEnd();
  const sizes = bundleSizes(resolve(place));
  rmSync(place, { recursive: true });
  return { printed, sizes };
}

const write = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

export async function build(root = process.cwd()): Promise<void> {
  const stamp = join(output, 'stamp');
  const made = fingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === made) return;
  rmSync(output, { recursive: true, force: true });

  for (const [path, text] of compile(root)) write(join(contents, path), text);
  const about = manifest(root) as { version: string };
  write(join(contents, 'package.json'), `${JSON.stringify(about, null, 2)}\n`);
  for (const file of ['LICENSE', 'NOTICE']) cpSync(file, join(contents, file));

  const { printed, sizes } = tryOut();
  write(join(output, 'sample.txt'), printed);
  const words = {
    sample: readFileSync(sample, 'utf8').trimEnd(),
    output: printed,
    dataVersion,
    version: about.version,
  };
  const readme = readFileSync('src/package/README.md', 'utf8');
  write(
    join(contents, 'README.md'),
    readme.replace(/\{\{(\w+)\}\}/g, (_, name: string) => words[name as keyof typeof words]),
  );

  const reference: Reference = { version: about.version, sizes, doors: await readReference(contents) };
  write(join(output, 'reference.json'), JSON.stringify(reference));
  write(stamp, made);
}

if (import.meta.main) await build();
