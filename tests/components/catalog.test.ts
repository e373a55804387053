import { describe, expect, test } from 'vitest';
import { cards, gpuBySlug, gpus, models, type Gpu } from '#catalog';
import { dictionary, languages } from '#i18n';
import { derivationOf } from '../../src/components/catalog/derivations.ts';
import { gpuEvidence } from '../../src/components/catalog/evidence.ts';
import { formatFact } from '../../src/components/catalog/format.ts';
import {
  inSeries,
  neighboursOf,
  rankOf,
  shortName,
  trainingTflops,
} from '../../src/components/catalog/neighbours.ts';
import { narrowest, placeLabels, wide } from '../../src/components/catalog/place.ts';
import { precisionRows } from '../../src/components/catalog/precision.ts';
import { reportLines, reportUrl } from '../../src/components/report.ts';
import { formatGpuValue, gpuValue, sourceLine, type GpuField } from '../../src/components/spec.ts';

const card = (slug: string): Gpu => {
  const gpu = gpuBySlug(slug);
  if (!gpu) throw new Error(slug);
  return gpu;
};

describe('derivations', () => {
  const fields: GpuField[] = [
    'memoryBandwidthGbps',
    'fp32Tflops',
    'fp16Tflops',
    'fp64Tflops',
    'usableBytes',
    'tensor.fp16Acc16',
    'tensor.fp16Acc32',
    'tensor.bf16',
    'tensor.tf32',
    'tensor.fp8Acc16',
    'tensor.fp8Acc32',
    'tensor.int8',
    'tensor.fp4',
  ];

  test('every working shown on a page gives the value it stands under', () => {
    let shown = 0;
    for (const gpu of gpus) {
      for (const field of fields) {
        const { derivation } = gpuEvidence(gpu, field, 'en');
        const value = gpuValue(gpu, field);
        if (!derivation || typeof value !== 'number') continue;
        shown += 1;
        // Tensor rates and bandwidth are rounded to a tenth.
        const off = Math.abs(Number(derivation.value) - value);
        expect(off <= 0.051 || off < 0.001 * value, `${gpu.slug} ${field}: ${derivation.substituted}`).toBe(
          true,
        );
      }
    }
    expect(shown).toBeGreaterThan(gpus.length * 4);
  });

  test('GeForce halves what accumulates in FP32, a workstation card does not', () => {
    expect(derivationOf(card('rtx-3090'), 'tensor.bf16', 'en')).toMatchObject({
      rule: 'tensor-half',
      substituted: '82 SM × 1,024 FLOP × ½ × 1,695 MHz',
    });
    expect(derivationOf(card('rtx-a6000'), 'tensor.bf16', 'en')).toMatchObject({ rule: 'tensor' });
  });

  test('a figure that departs from its rule shows its reason instead of the rule', () => {
    const gpu = gpus.find((one) => one.exceptions.length > 0)!;
    const { field, reason } = gpu.exceptions[0]!;
    expect(gpuEvidence(gpu, field, 'en')).toMatchObject({ derivation: null, exception: reason });
  });
});

describe('neighbours', () => {
  test('are of the same segment, never the card itself, and as many as asked for', () => {
    for (const gpu of cards) {
      const found = neighboursOf(gpu, cards, 6);
      expect(found).toHaveLength(6);
      expect(found).not.toContain(gpu);
      expect(found.every((other) => other.segment === gpu.segment)).toBe(true);
      expect(new Set(found).size).toBe(6);
    }
  });

  test('of an RTX 3090 are its Ti and a step up with as much memory', () => {
    const slugs = neighboursOf(card('rtx-3090'), cards).map(({ slug }) => slug);
    expect(slugs).toContain('rtx-3090-ti');
    expect(slugs).toContain('rtx-4090');
  });

  test('training speed is that of BF16, of FP16 without BF16, and of the CUDA cores without Tensor Cores', () => {
    expect(trainingTflops(card('rtx-3090'))).toBe(card('rtx-3090').tensor?.bf16);
    expect(trainingTflops(card('rtx-2080-ti'))).toBe(card('rtx-2080-ti').tensor?.fp16Acc32);
    expect(trainingTflops(card('gtx-1080-ti'))).toBe(card('gtx-1080-ti').fp32Tflops);
  });

  test('rank counts the others of the segment', () => {
    const [largest] = cards
      .filter(({ segment }) => segment === 'datacenter')
      .toSorted((a, b) => b.memoryGb - a.memoryGb);
    const rank = rankOf(largest!, cards);
    expect(rank.memory).toBeLessThanOrEqual(rank.others);
    expect(rank.others).toBe(cards.filter(({ segment }) => segment === 'datacenter').length - 1);
  });

  test('before and after in a series are of that series', () => {
    const { previous, next } = inSeries(card('rtx-3090'), cards);
    for (const other of [previous, next]) expect(other?.series ?? 'GeForce 30').toBe('GeForce 30');
    expect(previous ?? next).toBeDefined();
  });
});

describe('names in the picture', () => {
  test('two dots side by side get names that do not meet', () => {
    const dots = [
      { x: 0.5, y: 0.5, label: 'RTX 3090' },
      { x: 0.52, y: 0.5, label: 'RTX 3090 Ti' },
    ];
    const [a, b] = placeLabels(dots);
    expect([a!.anchor, b!.anchor]).not.toEqual(['start', 'start']);
  });

  test('seven dots on one spot get seven places', () => {
    const met = cards.filter((gpu) => {
      const named = [gpu, ...neighboursOf(gpu, cards, 6)];
      const dots = named.map((other) => ({ x: 0.3, y: 0.5, label: shortName(other) }));
      const tops = placeLabels(dots, wide).map(({ dx, dy, anchor }) => `${Math.sign(dx)} ${dy} ${anchor}`);
      return new Set(tops).size < named.length;
    });
    expect(met).toEqual([]);
  });

  test('a name at the right edge stands left of its dot', () => {
    expect(placeLabels([{ x: 1 - 5 / narrowest.width, y: 0.5, label: 'RTX 5090' }])[0]!.anchor).not.toBe(
      'start',
    );
  });
});

describe('precision rows', () => {
  const hardware = (slug: string) =>
    Object.fromEntries(precisionRows(card(slug), 'en').map((row) => [row.format, row.hardware]));

  test('follow the generation', () => {
    expect(hardware('gtx-1080-ti')).toMatchObject({
      TF32: 'none',
      BF16: 'emulated',
      FP16: 'cuda',
      INT8: 'cuda',
    });
    expect(hardware('rtx-2080-ti')).toMatchObject({
      TF32: 'none',
      BF16: 'emulated',
      FP16: 'tensor',
      FP8: 'none',
    });
    expect(hardware('rtx-3090')).toMatchObject({ TF32: 'tensor', BF16: 'tensor', FP8: 'none', FP4: 'none' });
    expect(hardware('rtx-5090')).toMatchObject({ FP8: 'tensor', FP4: 'tensor' });
  });

  test('never print a rate without a field that carries its source', () => {
    for (const gpu of cards)
      for (const row of precisionRows(gpu, 'en'))
        if (row.field) expect(formatFact(gpu, row.field, 'en'), `${gpu.slug} ${row.format}`).not.toBeNull();
  });
});

describe('values as a reader sees them', () => {
  test('a range of a laptop card has two ends and a unit; a desktop card has none', () => {
    expect(formatGpuValue(card('rtx-4090-laptop'), 'tgpRangeW', 'en')).toBe('80 to 150 W');
    expect(formatGpuValue(card('rtx-4090-laptop'), 'tgpRangeW', 'zh-cn')).toBe('80至150 W');
    expect(formatGpuValue(card('rtx-4090'), 'tgpRangeW', 'en')).toBe('—');
  });
});

describe('reports', () => {
  const about = {
    name: 'GeForce RTX 3090',
    slug: 'rtx-3090',
    field: { key: 'boostClockMhz', label: 'Boost clock' },
    shown: '1,695 MHz & more',
    page: '/gpus/rtx-3090/',
  };
  const parts = ['rtx-3090', 'boostClockMhz', '1,695 MHz & more', '/gpus/rtx-3090/'];

  test.each(languages)('open an issue with record, field, value, version and page in %s', (lang) => {
    const url = new URL(reportUrl(about, lang, 'https://forge.example/you/headroom')!);
    expect(url.pathname).toBe('/you/headroom/issues/new');
    expect(url.searchParams.get('title')).toBe('GeForce RTX 3090: Boost clock');
    const body = url.searchParams.get('body')!;
    for (const part of parts) expect(body).toContain(part);
    expect(body).toMatch(/20\d\d-\d\d-\d\d/);
  });

  test.each(languages)('have no address without a repository, but the same lines in %s', (lang) => {
    expect(reportUrl(about, lang, null)).toBeNull();
    const text = reportLines(about, lang).join('\n');
    for (const part of parts) expect(text).toContain(part);
    expect(text).toMatch(/20\d\d-\d\d-\d\d/);
  });
});

describe('reasons in Chinese', () => {
  const { reasons } = dictionary('zh-cn').catalogPages;
  const texts = [
    ...gpus.flatMap((gpu) => [
      ...gpu.disagreements.map(({ why }) => why),
      ...gpu.exceptions.map(({ reason }) => reason),
      ...gpu.notes,
    ]),
    ...models.flatMap((model) => [...model.disagreements.map(({ why }) => why), ...model.notes]),
  ];

  test('cover every reason that stands more than once', () => {
    const repeated = texts.filter((text, index) => texts.indexOf(text) !== index);
    expect([...new Set(repeated)].filter((text) => !reasons[text])).toEqual([]);
  });

  test('hold nothing that the catalog no longer says', () => {
    const said = new Set([
      ...texts,
      ...[...gpus, ...models].flatMap((r) => r.disagreements.flatMap((d) => Object.keys(d.values))),
    ]);
    expect(Object.keys(reasons).filter((text) => !said.has(text))).toEqual([]);
  });
});

describe('a launch price in another currency', () => {
  test('stands with its date, and has none where the card has none', () => {
    expect(formatGpuValue(card('rtx-4090-d'), 'launchPriceOther', 'en')).toBe('CN¥12,999');
    expect(formatGpuValue(card('rtx-4090-d'), 'launchPriceOther', 'zh-cn')).toBe('¥12,999');
    expect(formatFact(card('rtx-4090-d'), 'launchPriceOther', 'zh-cn')).toBe('¥12,999（2023年12月28日）');
    expect(formatFact(card('rtx-4090'), 'launchPriceOther', 'en')).toBeNull();
    expect(sourceLine(card('rtx-4090-d'), 'launchPriceOther', 'zh-cn')).toMatch(/^首发价，2023年12月28日 · /);
  });
});
