import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cards, models } from '../../catalog/index.ts';
import { createGpuCodec } from '../../src/calculators/gpu/state.ts';
import { createPrecisionCodec } from '../../src/calculators/precision/state.ts';
import type { Codec } from '../../src/calculators/shared/codec.ts';
import { heightMessage, readHeight } from '../../src/embed/protocol.ts';
import { fromCatalog } from '../../src/estimation/index.ts';

/* What `tests/embed/v1/` holds still means what it meant. The markup is tested in a browser, in `embed.spec.ts`. */

const frozen = (name: string) =>
  JSON.parse(readFileSync(new URL(`v1/${name}.json`, import.meta.url), 'utf8')) as unknown;
const catalog = { gpus: cards, models: models.map(fromCatalog) };
const pairs = (query: string) => [...new URLSearchParams(query)];

describe.each<[string, Codec<object>]>([
  ['gpu', createGpuCodec(catalog) as unknown as Codec<object>],
  ['precision', createPrecisionCodec(catalog) as unknown as Codec<object>],
])('parameters of %s', (name, codec) => {
  const { defaults, accepted } = frozen(name) as { defaults: string; accepted: string[] };
  const whole = (query: string) => new URLSearchParams(codec.serialise(codec.parse(query).state, true));

  it('a widget without parameters is set as it was', () => {
    expect(codec.parse(defaults).ignored).toEqual([]);
    expect(codec.parse(defaults).state).toEqual(codec.defaults);
    const now = whole('');
    for (const [key, value] of pairs(defaults)) expect(now.get(key), key).toBe(value);
  });

  it.each(accepted)('%s', (query) => {
    expect(codec.parse(query).ignored).toEqual([]);
    const now = whole(query);
    for (const [key, value] of pairs(query)) expect(now.get(key), key).toBe(value);
  });

  it('all that the calculator knows stands in the list', () => {
    const listed = new Set(accepted.flatMap((query) => pairs(query).map(([key]) => key)));
    const known = accepted.flatMap((query) => [...whole(query).keys()]).filter((key) => key !== 'v');
    expect([...new Set(known)].filter((key) => !listed.has(key))).toEqual([]);
  });

  it('keys of the page around it are passed over', () => {
    expect(codec.parse('theme=dark&lang=zh-CN&v=1&was=2026-11-25~13.5~690').ignored).toEqual([]);
  });
});

describe('messages', () => {
  const { sent, read } = frozen('messages') as {
    sent: { height: number; message: unknown }[];
    read: { message: unknown; height: number | null }[];
  };

  it.each(sent)('the widget says its height of $height in the same words', ({ height, message }) => {
    expect(heightMessage(height)).toEqual(message);
  });

  it.each(read)('the loader takes $message for $height', ({ message, height }) => {
    expect(readHeight(message)).toBe(height);
  });
});
