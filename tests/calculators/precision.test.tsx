import { gpus, models } from 'virtual:headroom-catalog';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { languages } from '../../content/i18n/index.ts';
import {
  gradientFormats,
  outcomeOf,
  smallestExponent,
} from '../../src/calculators/precision/number-formats.ts';
import { regimenOf, type Regime } from '../../src/calculators/precision/regimes.ts';
import { formatRows, pick, rowIds } from '../../src/calculators/precision/rows.ts';
import { createPrecisionCodec, regimes } from '../../src/calculators/precision/state.ts';
import { precisionStrings } from '../../src/calculators/precision/strings.ts';
import PrecisionCalculator from '../../src/calculators/precision/view.tsx';

const codec = createPrecisionCodec({ gpus, models });
const rowsOf = (query: string) => {
  const { state } = codec.parse(query);
  return {
    state,
    rows: formatRows(
      state,
      gpus.find(({ slug }) => slug === state.gpu)!,
    ),
  };
};

describe.each(languages)('rendered on the server in %s', (lang) => {
  const strings = precisionStrings(lang);

  test.each(['', 'gpu=gtx-1080-ti', 'method=full&model=qwen2.5-72b', 'gpu=rtx-2080-ti&model=gpt2'])(
    'seven formats and nothing left open: %s',
    (query) => {
      const html = renderToString(
        <PrecisionCalculator lang={lang} strings={strings} base="/" surface="page" initial={query} />,
      );
      const text = html
        .replace(/<(script|noscript)\b.*?<\/\1>/gs, '')
        .replace(/<[^>]+>/g, ' ')
        // The one place where a reader is to read it.
        .replaceAll(strings.explorer.fp8Note, '')
        .replaceAll(strings.explorer.fp8Modes.overflow, '');
      expect(text).not.toMatch(/undefined|NaN|Infinity|\[object|\{\w+\}/);
      for (const id of rowIds) expect(text).toContain(strings.formats[id].name);
      expect(/<table[^>]*hr-formats.*?<\/table>/s.exec(html)![0].match(/<tr role="row"/g)).toHaveLength(
        rowIds.length + 1,
      );
    },
  );
});

describe('formats on a card', () => {
  const level = (query: string, id: string) => rowsOf(query).rows.find((row) => row.id === id)!;

  test('an Ada card runs them all, a Pascal card few', () => {
    expect(rowsOf('gpu=rtx-4090').rows.every((row) => row.level === 'ok')).toBe(true);
    for (const id of ['tf32', 'fp8-mixed', 'int8'])
      expect(level('gpu=gtx-1080-ti', id).level).toBe('unsupported');
    expect(level('gpu=gtx-1080-ti', 'fp16-mixed').level).toBe('slow');
    expect(level('gpu=gtx-1080-ti', 'fp32').level).toBe('ok');
  });

  test('what does not run has neither rate nor time', () => {
    const row = level('gpu=rtx-3090', 'fp8-mixed');
    expect(row).toMatchObject({ level: 'unsupported', peakFlops: null, stepSeconds: null, speedup: null });
    expect(row.reasons.length).toBeGreaterThan(0);
  });

  test('quantised storage is LoRA whatever the method, and not compared with training everything', () => {
    const { rows } = rowsOf('method=full&model=qwen2.5-0.5b');
    expect(rows.find((row) => row.id === 'int8')!.request).toMatchObject({
      method: 'lora',
      weightFormat: 'int8',
    });
    expect(rows.find((row) => row.id === 'nf4')!.request).toMatchObject({
      method: 'qlora',
      weightFormat: 'nf4',
    });
    expect(rows.find((row) => row.id === 'nf4')!.speedup).toBeNull();
    expect(rows[0]!.speedup).toBe(1);
  });

  test('the sentence names the fastest that fits, then a storage format, then the smallest', () => {
    const best = rowsOf('');
    const chosen = pick(best.rows, best.state.method);
    expect(chosen.kind).toBe('best');
    expect(chosen.row.answer.fits).toBe(true);
    for (const row of best.rows.filter((one) => one.answer.fits && one.stepSeconds !== null)) {
      expect(chosen.row.stepSeconds!).toBeLessThanOrEqual(row.stepSeconds!);
    }
    const large = rowsOf('method=full&model=llama-3.1-8b');
    expect(pick(large.rows, 'full').kind).toBe('onlyStorage');
    const huge = rowsOf('method=full&model=qwen2.5-72b&gpu=gtx-1080-ti');
    expect(pick(huge.rows, 'full').kind).toBe('none');
  });
});

describe('what becomes of a gradient', () => {
  const [fp16, bf16, fp8] = gradientFormats;

  test('in FP16 the smallest number is 2^-24 and the largest power 2^15', () => {
    expect(smallestExponent(fp16!)).toBe(-24);
    // 2^-25 lies halfway between 0 and 2^-24 and goes to the even one, zero: Math.f16round agrees where it exists.
    expect([-25, -24, -15, -14, 15, 16].map((e) => outcomeOf(e, fp16!))).toEqual([
      'zero',
      'subnormal',
      'subnormal',
      'kept',
      'kept',
      'overflow',
    ]);
  });

  test('BF16 has the range of FP32, E5M2 that of FP16 with fewer digits', () => {
    expect(outcomeOf(-40, bf16!)).toBe('kept');
    expect(smallestExponent(bf16!)).toBe(-133);
    expect(smallestExponent(fp8!)).toBe(-16);
    expect(outcomeOf(15, fp8!)).toBe('kept');
  });

  test('as a 16-bit float of this machine says', () => {
    const view = new DataView(new ArrayBuffer(2));
    for (let exponent = -30; exponent <= 18; exponent++) {
      view.setFloat16(0, 2 ** exponent);
      const stored = view.getFloat16(0);
      const outcome = outcomeOf(exponent, fp16!);
      if (outcome === 'zero') expect(stored).toBe(0);
      else if (outcome === 'overflow') expect(stored).toBe(Infinity);
      else expect(stored).toBe(2 ** exponent);
    }
  });
});

describe('the parts of a step', () => {
  const regimen = (regime: Regime, query = '') => regimenOf({ ...codec.parse(query).state, regime });
  const formatsOf = (regime: Regime, part: string) =>
    regimen(regime).rows.find((row) => row.part === part)!.formats;

  test('bytes a parameter: 4 of weights, 4 of gradients, 8 of AdamW, and 2 of a 16-bit copy', () => {
    expect(regimen('fp32')).toMatchObject({ lasting: 16, passing: 0 });
    expect(regimen('tf32')).toMatchObject({ lasting: 16, passing: 0 });
    expect(regimen('bf16-mixed')).toMatchObject({ lasting: 16, passing: 2 });
    expect(regimen('fp8-mixed')).toMatchObject({ lasting: 16, passing: 2 });
    expect(regimen('bf16-mixed', 'opt=sgd').lasting).toBe(8);
    const eight = regimen('bf16-mixed', 'opt=adamw-8bit');
    // 2 bytes of codes and their scales, and the states of embeddings in 32 bits.
    expect(eight.lasting).toBeGreaterThan(10);
    expect(eight.lasting).toBeLessThan(11);
    expect(eight.rows.find(({ part }) => part === 'states')!.formats).toEqual(['8-bit']);
  });

  test('what autocast leaves in FP32 stays there; FP8 goes forward in E4M3 and back in E5M2', () => {
    for (const regime of regimes) {
      for (const part of ['weights', 'sensitive', 'gradients', 'update'])
        expect(formatsOf(regime, part)).toEqual(['FP32']);
    }
    expect(formatsOf('fp16-mixed', 'matmul')).toEqual(['FP16']);
    expect(formatsOf('fp8-mixed', 'matmul')).toEqual(['E4M3']);
    expect(formatsOf('fp8-mixed', 'attention')).toEqual(['BF16']);
    expect(formatsOf('fp8-mixed', 'backward')).toContain('E5M2');
    expect(formatsOf('fp32', 'cast')).toEqual([]);
  });

  test('each row has a reason in each language', () => {
    for (const lang of languages) {
      const { why } = precisionStrings(lang).steps;
      for (const regime of regimes) {
        for (const row of [...regimen(regime).rows, ...regimen(regime, 'opt=sgd').rows]) {
          const reasons: Partial<Record<string, string>> = why[row.part];
          expect(reasons[row.why] ?? reasons['plain'], `${lang} ${regime} ${row.part}`).toBeTruthy();
        }
      }
    }
  });
});

describe('any state', () => {
  test.each([
    'num=1/0&absmax=0.001',
    'num=1e60&fp8=overflow',
    'num=-2^-149',
    'spike=0&growth=1&scale=0&grad=4&spread=10',
    'regime=fp8-mixed&opt=sgd&model=vit-base',
    'at=400&spikeby=40',
  ])('is drawn with nothing left open: %s', (query) => {
    for (const lang of languages) {
      const strings = precisionStrings(lang);
      const html = renderToString(
        <PrecisionCalculator lang={lang} strings={strings} base="/" surface="page" initial={query} />,
      );
      expect(html.replace(/<script.*?<\/script>/gs, '')).not.toMatch(
        /undefined|Infinity|\[object|\{\w+\}|>NaN [^<]*%/,
      );
    }
  });
});
