/**
 * Packs the library: `npm run pack` writes `.cache/package/headroom-estimation-<version>.tgz` and says what it weighs.
 * Nothing is published; `src/package/check.ts` is what the audit asks of the result.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, contents, output } from './build.ts';
import type { Reference } from './reference-types.ts';

interface Packed {
  filename: string;
  size: number;
  unpackedSize: number;
  entryCount: number;
}

/** Builds and packs; the path of the tarball with its sizes in bytes. */
export async function pack(): Promise<Packed & { path: string }> {
  await build();
  const printed = execFileSync('npm', ['pack', `./${contents}`, '--json', '--pack-destination', output], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const said = JSON.parse(printed) as Packed[] | Record<string, Packed>;
  const [packed] = Object.values(said);
  return { ...packed!, path: join(output, packed!.filename) };
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

if (import.meta.main) {
  const { path, size, unpackedSize, entryCount } = await pack();
  const { sizes } = JSON.parse(readFileSync(join(output, 'reference.json'), 'utf8')) as Reference;
  console.log(path);
  console.log(`${kilobytes(size)} packed, ${kilobytes(unpackedSize)} in ${entryCount} files`);
  console.log(`estimate() bundled for a browser: ${kilobytes(sizes.estimation)} gzip`);
  console.log(`with the whole catalog: ${kilobytes(sizes.withCatalog)} gzip`);
}
