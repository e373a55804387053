/**
 * Writes a `.br` and a `.gz` beside every file that gets smaller by it, at the highest level, for servers that send such
 * a file as it is (nginx with `brotli_static` and `gzip_static`). A file without them is packed on its way, so this may
 * be left out; but after a new build it must be run again, or old pages would go out.
 *
 * Run: `npm run -s precompress -- [directory]`
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { filesOf } from './headers-file.ts';
import { isCompressible, mediaTypes } from './media-types.ts';

/** Below this a packed file takes as many packets as the file itself. */
const worthwhile = 1000;

/** Brotli's best level finds what stands twice in the whole of a chapter; gzip looks back 32 kB. */
const packers = {
  br: (text: Buffer) =>
    promisify(brotliCompress)(text, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
      },
    }),
  gz: (text: Buffer) => promisify(gzip)(text, { level: 9 }),
};

/** Compresses a built site in place; says how many files got packed twins. */
export async function precompress(directory: string): Promise<number> {
  const files = filesOf(directory).filter((file) => isCompressible(mediaTypes[extname(file).slice(1)] ?? ''));
  const queue = files.values();
  let written = 0;
  const work = async () => {
    for (const file of queue) {
      const path = join(directory, file);
      const text = readFileSync(path);
      for (const [extension, pack] of Object.entries(packers)) {
        const twin = `${path}.${extension}`;
        if (text.length < worthwhile) rmSync(twin, { force: true });
        else writeFileSync(twin, await pack(text));
      }
      if (text.length >= worthwhile) written += 1;
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  return written;
}

if (import.meta.main) {
  const directory = process.argv[2] ?? process.env['HEADROOM_OUT'] ?? 'dist';
  console.log(`${await precompress(directory)} files compressed in ${directory}`);
}
