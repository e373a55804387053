/**
 * Runs after the build: draws for every page the picture that is shown where a link to it is shared. A picture is drawn
 * once for what stands on it and kept under `.cache/`, so that a second build copies files. HEADROOM_PICTURES=0 leaves
 * the step out.
 *
 * Run: `node src/scripts/pictures.ts [directory]`
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, globSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { pictureOf } from '../discovery/addresses.ts';
import { headOf, indexablePages, metaOf } from '../discovery/built-page.ts';
import { pictureFor, type Picture } from '../discovery/pictures/content.ts';
import type { Order } from '../discovery/pictures/worker.ts';

const cache = '.cache/pictures';

/** What else decides how a picture looks: the code that draws it, the colours, the face. */
function surroundings(): string {
  const hash = createHash('sha256');
  for (const file of [
    ...globSync('src/discovery/pictures/*.ts').sort(),
    'src/discovery/addresses.ts',
    'src/styles/tokens.css',
    'node_modules/canvaskit-wasm/package.json',
    'node_modules/@fontsource-variable/noto-sans-sc/package.json',
  ]) {
    hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Draws what is not there yet, on every core. */
async function drawAll(orders: readonly Order[]): Promise<void> {
  const queue = orders.values();
  const work = () =>
    new Promise<void>((done, failed) => {
      const worker = new Worker(new URL('../discovery/pictures/worker.ts', import.meta.url));
      const next = () => {
        const { value } = queue.next() as IteratorResult<Order, undefined>;
        if (value) worker.postMessage(value);
        else void worker.terminate().then(() => done());
      };
      worker.on('message', next);
      worker.on('error', failed);
      next();
    });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 8, orders.length) }, work));
}

export async function makePictures(
  directory: string,
): Promise<{ pages: number; drawn: number; bytes: number }> {
  const key = surroundings();
  const pages = indexablePages(directory).map((page) => {
    const head = headOf(page.html);
    const picture: Picture = pictureFor({
      ...page,
      title: metaOf(head, 'og:title') ?? '',
      description: metaOf(head, 'og:description') ?? '',
    });
    const name = createHash('sha256').update(key).update(JSON.stringify(picture)).digest('hex').slice(0, 32);
    return { page, picture, kept: join(cache, `${name}.png`) };
  });
  mkdirSync(cache, { recursive: true });
  // Under another name until it is whole: a build that is stopped must leave no half a picture.
  const missing = new Map(
    pages.filter(({ kept }) => !existsSync(kept)).map((one) => [one.kept, one.picture]),
  );
  await drawAll([...missing].map(([kept, picture]) => ({ picture, file: `${kept}.part` })));
  for (const kept of missing.keys()) renameSync(`${kept}.part`, kept);
  let bytes = 0;
  for (const { page, kept } of pages) {
    const file = join(directory, pictureOf(page.address));
    mkdirSync(dirname(file), { recursive: true });
    copyFileSync(kept, file);
    bytes += statSync(file).size;
  }
  return { pages: pages.length, drawn: missing.size, bytes };
}

if (import.meta.main) {
  if (process.env['HEADROOM_PICTURES'] === '0') console.log('Pictures: left out');
  else {
    const start = performance.now();
    const { pages, drawn, bytes } = await makePictures(
      process.argv[2] ?? process.env['HEADROOM_OUT'] ?? 'dist',
    );
    console.log(
      `Pictures: ${pages} pages, ${drawn} drawn, ${(bytes / 1e6).toFixed(1)} MB, ${((performance.now() - start) / 1000).toFixed(0)} s`,
    );
  }
}
