import sharp from 'sharp';
import { expect, test } from 'vitest';
import { pictureOf, twinOf } from '../../src/discovery/addresses.ts';
import { pictureFor } from '../../src/discovery/pictures/content.ts';
import { Draughtsman } from '../../src/discovery/pictures/draw.ts';

const page = { description: 'A description', title: 'GeForce RTX 3090' };

test('companions stand at addresses that follow from the page', () => {
  expect(['', 'faq/', 'zh-cn/', 'zh-cn/gpus/rtx-3090/'].map(pictureOf)).toEqual([
    'og/index.png',
    'og/faq.png',
    'og/zh-cn.png',
    'og/zh-cn/gpus/rtx-3090.png',
  ]);
  expect(twinOf('zh-cn/faq/')).toBe('zh-cn/faq/index.md');
});

test('a card shows its figures and a job against its memory', () => {
  const picture = pictureFor({ ...page, kind: 'card', lang: 'en', path: 'gpus/rtx-3090/' });
  expect(picture.figures.map(({ value }) => value)).toEqual(['24 GB', '936.2 GB/s', '71.2 TFLOPS']);
  expect(picture.bar!.fits).toBe(true);
  expect(picture.bar!.capacity).toBe(1);
});

test('a job that does not fit has its line before the end of the bar', () => {
  const { bar } = pictureFor({ ...page, kind: 'card', lang: 'zh-cn', path: 'gpus/gtx-1060-6gb/' });
  expect(bar!.fits).toBe(false);
  expect(bar!.capacity).toBeLessThan(1);
  expect(bar!.parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6);
});

test('a picture is a small PNG of the promised size, in Chinese too; a character without a shape stops it', async () => {
  const draughtsman = await Draughtsman.create();
  const picture = pictureFor({
    kind: 'question',
    lang: 'zh-cn',
    path: 'faq/x/',
    title: '显存买多大合适？',
    description: '够用。',
  });
  const png = await draughtsman.png(picture);
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
  expect(png.length).toBeLessThan(40_000);
  await expect(draughtsman.png({ ...picture, title: 'ሀ' })).rejects.toThrow('has no “ሀ”');
}, 60_000);
