/** Draws pictures on a thread of its own; each message is one picture and the file it goes to. */
import { writeFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { Picture } from './content.ts';
import { Draughtsman } from './draw.ts';

export interface Order {
  picture: Picture;
  file: string;
}

const draughtsman = Draughtsman.create();

parentPort!.on('message', ({ picture, file }: Order) => {
  void (async () => {
    writeFileSync(file, await (await draughtsman).png(picture));
    parentPort!.postMessage(null);
  })();
});
