/** Writes Markdown twins on a thread of its own. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { twinOf } from '../addresses.ts';
import { linkFrom } from './links.ts';
import { markdownOf } from './to-markdown.ts';

export interface Task {
  directory: string;
  base: string;
  pages: readonly { address: string; foot: string }[];
}

const { directory, base, pages } = workerData as Task;
for (const { address, foot } of pages) {
  const html = readFileSync(join(directory, address, 'index.html'), 'utf8');
  const text = markdownOf(html, linkFrom(base, address)).trim();
  writeFileSync(join(directory, twinOf(address)), `${text}\n\n---\n\n${foot}\n`);
}
parentPort!.postMessage(null);
