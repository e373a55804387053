/**
 * Runs after the build: writes beside every page its Markdown twin (the page's address with `index.md` at the end), and
 * `llms.txt` and `llms-full.txt` for each language.
 *
 * Run: `node src/scripts/twins.ts [directory]`, with HEADROOM_BASE and HEADROOM_SITE as at the build.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { dataVersion } from '../../catalog/index.ts';
import { dictionary, fill, languages } from '../../content/i18n/index.ts';
import { headOf, indexablePages } from '../discovery/built-page.ts';
import { llmsFullText, llmsText } from '../discovery/llms.ts';
import type { Task } from '../discovery/markdown/worker.ts';
import { prefixOf } from './pages.ts';

export async function writeTwins(directory: string, base: string): Promise<number> {
  const pages = indexablePages(directory);
  const root = headOf(pages.find(({ address }) => address === '')!.html).find(
    ({ attributes }) => attributes['rel'] === 'canonical',
  )!.attributes['href']!;
  const tasks = pages.map(({ address, lang }) => {
    const { page, data } = dictionary(lang).discovery.markdown;
    const gap = lang === 'zh-cn' ? '：' : ': ';
    return { address, foot: `${page}${gap}${root}${address}\n\n${fill(data, { date: dataVersion })}` };
  });
  const threads = Math.min(availableParallelism(), 8);
  await Promise.all(
    Array.from(
      { length: threads },
      (_, thread) =>
        new Promise<void>((done, failed) => {
          const workerData: Task = {
            directory,
            base,
            pages: tasks.filter((__, index) => index % threads === thread),
          };
          const worker = new Worker(new URL('../discovery/markdown/worker.ts', import.meta.url), {
            workerData,
          });
          worker.on('message', () => done());
          worker.on('error', failed);
        }),
    ),
  );
  for (const lang of languages) {
    const at = (name: string) => join(directory, prefixOf(lang), name);
    writeFileSync(at('llms.txt'), llmsText(pages, lang, root));
    writeFileSync(at('llms-full.txt'), llmsFullText(pages, lang, directory));
  }
  return pages.length;
}

if (import.meta.main) {
  const start = performance.now();
  const directory = process.argv[2] ?? process.env['HEADROOM_OUT'] ?? 'dist';
  const pages = await writeTwins(directory, process.env['HEADROOM_BASE'] ?? '/');
  console.log(`Markdown twins: ${pages} pages, ${((performance.now() - start) / 1000).toFixed(0)} s`);
}
