/**
 * Card-to-card ratios on networks that the estimator does not represent (convolutional, recurrent and others): what a
 * vision transformer, which it does, says about the same two cards. Reported apart; nothing is fitted on them.
 */
import { gpuBySlug, measurements, type Measurement } from '../../catalog/index.ts';
import { estimate, validateRequest, type EstimateInput, type Precision } from '../estimation/index.ts';
import { kendallTau, type Pair } from './ranking.ts';
import { groupBy, medianOf } from './report.ts';
import { data } from './score.ts';

/** The job that stands for all of them: dense products over a fixed number of positions. */
const proxy = { model: 'vit-b-16', microBatchSize: 64 } as const;

interface Figure {
  job: string;
  run: Measurement;
  precision: Precision;
  /** Work per time; a printed time is turned round. */
  speed: number;
}

/** The two figures of a run, each with the format it was measured in. */
function figuresOf(run: Measurement): Figure[] {
  const { ratio, source, publishedModel, framework, method, gpuCount = 1 } = run;
  if (!run.scope.tests.includes('card-ratio') || ratio?.of !== 'speed' || run.gpu === null) return [];
  const tf32 = gpuBySlug(run.gpu)!.computeCapability >= 8;
  const sides = [
    [ratio.fromPrecision, ratio.from],
    [ratio.toPrecision, ratio.to],
  ] as const;
  return sides.flatMap(([printed, figure]): Figure[] => {
    if (figure === undefined) return [];
    const precision = printed === 'fp32-or-tf32' ? (tf32 ? 'tf32' : 'fp32') : printed;
    if (precision === '16-bit' || precision === '16-bit-mixed') return [];
    const speed = ratio.figureUnit === 'ms' ? 1 / figure : figure;
    // Where PyTorch used TF32 for FP32, a job that asked for FP32 is the same job.
    const asked = precision === 'tf32' ? 'fp32' : precision;
    const job = [
      source,
      publishedModel,
      framework?.name,
      framework?.version,
      framework?.torch,
      method,
      gpuCount,
      asked,
    ];
    return [{ job: job.join(' | '), run, precision, speed }];
  });
}

function proxySpeed(gpu: string, precision: Precision, inference: boolean): number | null {
  const input: EstimateInput = inference
    ? { task: 'inference', model: proxy.model, gpu, precision, concurrency: proxy.microBatchSize }
    : { task: 'training', ...proxy, gpu, precision };
  const checked = validateRequest(input, data);
  if (!checked.ok) return null;
  return estimate(checked.request, data, { working: false, advice: false }).speed.tokensPerSecond;
}

export interface CardRatios {
  /** Jobs that at least two cards ran, and the pairs of cards in them. */
  jobs: number;
  pairs: number;
  /** Median error of the ratio between two cards, sign dropped. */
  medianAbsolute: number;
  /** Mean of Kendall's τ over the jobs that at least three cards ran. */
  tau: number | null;
  ranked: number;
}

export function cardRatios(runs: readonly Measurement[] = measurements): CardRatios {
  const errors: number[] = [];
  const taus: number[] = [];
  let jobs = 0;
  for (const figures of groupBy(runs.flatMap(figuresOf), ({ job }) => job).values()) {
    const cards = [...groupBy(figures, ({ run }) => run.gpu!)].flatMap(([gpu, own]): Pair[] => {
      const { precision, run } = own[0]!;
      const estimated = proxySpeed(gpu, precision, run.method === 'inference');
      return estimated === null ? [] : [{ measured: medianOf(own.map(({ speed }) => speed)), estimated }];
    });
    if (cards.length < 2) continue;
    jobs++;
    for (const [i, a] of cards.entries())
      for (const b of cards.slice(i + 1))
        errors.push(a.estimated / b.estimated / (a.measured / b.measured) - 1);
    const tau = cards.length >= 3 ? kendallTau(cards) : null;
    if (tau !== null) taus.push(tau);
  }
  return {
    jobs,
    pairs: errors.length,
    medianAbsolute: medianOf(errors.map(Math.abs)),
    tau: taus.length ? taus.reduce((sum, tau) => sum + tau, 0) / taus.length : null,
    ranked: taus.length,
  };
}
