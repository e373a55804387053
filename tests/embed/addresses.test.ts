import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cards, models } from '../../catalog/index.ts';
import { createGpuCodec } from '../../src/calculators/gpu/state.ts';
import { createPrecisionCodec } from '../../src/calculators/precision/state.ts';
import type { Codec } from '../../src/calculators/shared/codec.ts';
import { iframeSnippet, loaderSnippet, stateOf, widgetUrl } from '../../src/embed/snippet.ts';
import { fromCatalog } from '../../src/estimation/index.ts';
import { query } from './queries.ts';

const catalog = { gpus: cards, models: models.map(fromCatalog) };
const numRuns = 10_000;

describe.each<[string, Codec<object>]>([
  ['gpu', createGpuCodec(catalog) as unknown as Codec<object>],
  ['precision', createPrecisionCodec(catalog) as unknown as Codec<object>],
])('%s: 10 000 addresses', (type, codec) => {
  it('each is a state that says itself again, and a word about the rest', () => {
    fc.assert(
      fc.property(query, (text) => {
        const { state, ignored } = codec.parse(text);
        const again = codec.parse(codec.serialise(state));
        expect(again.ignored).toEqual([]);
        expect(again.state).toEqual(state);
        for (const { field, value } of ignored) {
          expect(field.length).toBeLessThanOrEqual(32);
          expect(value.length).toBeLessThanOrEqual(64);
          expect(field + value).not.toMatch(/\p{Cc}/u);
        }
      }),
      { numRuns },
    );
  });

  it('each makes snippets that stay within their attributes', () => {
    fc.assert(
      fc.property(query, (text) => {
        const options = {
          root: 'https://example.org/',
          type: type as 'gpu' | 'precision',
          language: { tag: 'en', prefix: '' },
          theme: 'auto',
          state: stateOf(`?${text}`),
          title: 'x',
        } as const;
        expect(new URL(widgetUrl(options)).pathname).toBe(`/embed/${type}/`);
        const attribute = String.raw`(?!on|style=)[a-z][a-z0-9-]*="[^"<]*"`;
        expect(iframeSnippet(options)).toMatch(new RegExp(`^<iframe(?: ${attribute})+></iframe>$`));
        expect(loaderSnippet(options).split('></script>\n')[1]).toMatch(
          new RegExp(`^<headroom-widget(?: ${attribute})+ style="[^"<]*"></headroom-widget>$`),
        );
      }),
      { numRuns: 2000 },
    );
  });
});
