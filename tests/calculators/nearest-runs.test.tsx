import { gpus, models } from 'virtual:headroom-catalog';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { languages } from '../../content/i18n/index.ts';
import { NearestRuns, type NearestRunsFile } from '../../src/calculators/gpu/nearest-runs.tsx';
import { chosenRequest } from '../../src/calculators/gpu/request.ts';
import { createGpuCodec } from '../../src/calculators/gpu/state.ts';
import { gpuStrings } from '../../src/calculators/gpu/strings.ts';
import GpuCalculator from '../../src/calculators/gpu/view.tsx';
import { ask, complete } from '../../src/calculators/shared/engine.ts';
import { formatGib, formatPercent } from '../../src/calculators/shared/format.ts';
import { GET } from '../../src/pages/islands/nearest-runs.json.ts';

const response = await GET({} as Parameters<typeof GET>[0]);
const file = (await response.json()) as NearestRunsFile;
const codec = createGpuCodec({ gpus, models });

describe.each(languages)('published runs near a job, in %s', (lang) => {
  const strings = gpuStrings(lang);
  const itemsOf = (request: ReturnType<typeof chosenRequest>) => {
    const html = renderToString(
      <NearestRuns request={request} answer={ask(request)} file={file} lang={lang} strings={strings} />,
    );
    return [...html.matchAll(/<li>(.*?)<\/li>/gs)].map(([, item]) => item!);
  };

  test('a run is the nearest to its own settings, with both figures, their difference and where it stands', () => {
    const run = file.runs.find(({ id, of }) => id === 'canifinetune-rtx4080-r05' && of === 'allocated')!;
    const request = complete(run.request);
    const items = itemsOf(request);
    expect(items).toHaveLength(6);
    const estimated = ask(request).memory.allocated;
    expect(items[0]).toContain('RTX 4080');
    expect(items[0]).toContain(formatGib(run.measured, lang));
    expect(items[0]).toContain(formatGib(estimated, lang));
    expect(items[0]).toContain(formatPercent(Math.abs(estimated / run.measured - 1), lang));
    const { url } = file.places[run.place]!;
    expect(items[0]).toContain(`href="${url}"`);
    expect(url).toMatch(/^https:\/\/github\.com\/.+\/(?:blob|tree)\/[0-9a-f]{40}/);
    expect(items[3]).toContain(strings.nearest.figures.speed.split('{measured}')[0]!);
  });

  test('every one has words, whatever the job', () => {
    for (const query of [
      '',
      'job=full&model=gpt2&batch=8',
      'job=lora&attn=eager&ckpt=none&seq=4096',
      'job=run',
    ]) {
      const items = itemsOf(chosenRequest(codec.parse(query).state));
      expect(items).toHaveLength(6);
      expect(items.join()).not.toMatch(/undefined|NaN|Infinity|\[object|\{\w+\}/);
    }
  });

  test('the calculator offers them for every job, and in no widget', () => {
    const offers = (surface: 'page' | 'chapter' | 'embed', initial?: string) =>
      renderToString(
        <GpuCalculator lang={lang} strings={strings} base="/" surface={surface} initial={initial} />,
      ).includes(`<summary>${strings.nearest.show}`);
    expect(offers('page')).toBe(true);
    expect(offers('chapter', 'job=full&model=gpt2')).toBe(true);
    expect(offers('chapter', 'job=run')).toBe(true);
    expect(offers('embed')).toBe(false);
  });
});
