/** What a page showed when a link to it was copied: `2026-11-25~13.52~691.3`, date of the data, GiB, tokens/s. */

import type { Figure } from './figure.ts';
import { GIB } from './format.ts';

export interface Stamp extends Figure {
  date: string;
}

/** A figure has moved if it has by more than this share. */
const noticeable = 0.02;

/** Four digits: rounding stays far below what counts as moved. */
const digits = (value: number) => String(Number(value.toPrecision(4)));

export const writeStamp = ({ date, bytes, tokensPerSecond }: Stamp): string =>
  `${date}~${digits(bytes / GIB)}~${digits(tokensPerSecond)}`;

/** Reads a stamp; `null` for any other text. */
export function readStamp(text: string): Stamp | null {
  const figure = '(\\d{1,15}(?:\\.\\d{1,15})?(?:e[+-]?\\d{1,2})?)';
  const parts = new RegExp(`^(\\d{4}-[01]\\d-[0-3]\\d)~${figure}~${figure}$`).exec(text);
  if (!parts) return null;
  const [, date = '', gib, speed] = parts;
  const stamp = { date, bytes: Number(gib) * GIB, tokensPerSecond: Number(speed) };
  return Number.isNaN(Date.parse(date)) ? null : stamp;
}

/** Which figures are no longer what they were. */
export const movedFigures = (was: Figure, now: Figure): (keyof Figure)[] =>
  (['bytes', 'tokensPerSecond'] as const).filter(
    (name) => Math.abs(now[name] - was[name]) > noticeable * Math.max(was[name], Number.MIN_VALUE),
  );
