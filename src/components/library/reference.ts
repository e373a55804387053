import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reference } from '../../package/reference-types.ts';

const output = '.cache/package';
let read: Reference | undefined;

/** The package's public interface, built first where it has changed: in a program of its own, since compilers do not bundle. */
export function reference(): Reference {
  if (!read) {
    execFileSync(process.execPath, ['src/package/build.ts'], { stdio: ['ignore', 'ignore', 'inherit'] });
    read = JSON.parse(readFileSync(join(output, 'reference.json'), 'utf8')) as Reference;
  }
  return read;
}

/** What the sample printed when it ran with the built package. */
export function sampleOutput(): string {
  reference();
  return readFileSync(join(output, 'sample.txt'), 'utf8');
}
