/** What the estimator is to reach, each with the figure it reaches. */
import { estimate, type EstimateInput, type Precision } from '../estimation/index.ts';
import type { Ranges } from '../estimation/range.ts';
import { coverageOf, wanted } from './ranges.ts';
import { rankings } from './ranking.ts';
import {
  bestConstant,
  classReport,
  farOff,
  fewRows,
  fitReport,
  groupBy,
  meanOfMeans,
  medianOf,
  summarise,
} from './report.ts';
import { data, oncePerRun, type Score } from './score.ts';

export interface Target {
  name: string;
  figure: number;
  /** The figure has to be at most, or at least, this. */
  atMost?: number;
  atLeast?: number;
  /** Figures that went into it. */
  n: number;
}

export const isMet = ({ figure, atMost, atLeast }: Target): boolean =>
  (atMost === undefined || figure <= atMost) && (atLeast === undefined || figure >= atLeast);

const memoryKinds: readonly string[] = ['allocated', 'reserved', 'process'];

/** Rows of one file of the collection that the catalog was made from, by the start of their ids. */
const fromFile = (scores: readonly Score[], prefix: string): Score[] =>
  scores.filter(({ run }) => run.id.startsWith(prefix));

function memoryTargets(scores: readonly Score[]): Target[] {
  const fineTuning = scores.filter(
    ({ what, run }) => what === 'allocated' && ['can-i-finetune-this', 'fitcheck'].includes(run.source),
  );
  const { n, meanAbsolute, worst } = summarise(fineTuning)!;
  const rows = oncePerRun(fromFile(scores, 'tm').filter(({ what }) => memoryKinds.includes(what)));
  const heldOut = rows.filter((row) => row.heldOut);
  const sources = [...groupBy(rows, ({ run }) => run.source)];
  const means = sources.map(([source, some]) => ({ source, ...summarise(some)! }));
  const { kept, caught } = fitReport(scores);
  return [
    { name: 'fine-tuning on one card, allocated, mean', figure: meanAbsolute, atMost: 0.01, n },
    { name: 'fine-tuning on one card, allocated, worst', figure: Math.abs(worst), atMost: 0.04, n },
    {
      name: 'training memory, mean of sources',
      figure: meanOfMeans(rows, ({ run }) => run.source),
      atMost: 0.08,
      n: rows.length,
    },
    {
      name: 'training memory, mean of sources, held out',
      figure: meanOfMeans(heldOut, ({ run }) => run.source),
      atMost: 0.12,
      n: heldOut.length,
    },
    ...means.map(({ source, n, meanAbsolute }) => ({
      name: `training memory, ${source}`,
      figure: meanAbsolute,
      atMost: 0.15,
      n,
    })),
    {
      name: 'training memory, share beyond 30 %',
      figure: rows.filter(({ error }) => Math.abs(error) > farOff).length / rows.length,
      atMost: 0.05,
      n: rows.length,
    },
    { name: 'fits kept', figure: kept.right / kept.n, atLeast: 0.97, n: kept.n },
    { name: 'out of memory caught', figure: caught.right / caught.n, atLeast: 0.8, n: caught.n },
  ];
}

function speedTargets(scores: readonly Score[]): Target[] {
  const medians = (what: Score['what'], keyOf: (score: Score) => string, boundOf: (key: string) => number) =>
    [
      ...groupBy(
        scores.filter((score) => score.what === what),
        keyOf,
      ),
    ].flatMap(([key, some]): Target[] => {
      const name = `${what}, ${key}`;
      const atMost = boundOf(key);
      const sides = [
        { name, some },
        { name: `${name}, held out`, some: some.filter(({ heldOut }) => heldOut) },
      ];
      return sides.flatMap(({ name, some }) =>
        some.length < fewRows
          ? []
          : [{ name, figure: summarise(some)!.medianAbsolute, atMost, n: some.length }],
      );
    });
  const known = scores.filter(({ profile }) => profile !== 'unknown');
  const order = (['training-speed', 'decode-speed'] as const).flatMap((what): Target[] => {
    const taus = rankings(scores, what).map(({ tau }) => tau);
    const n = taus.length;
    const mean = taus.reduce((sum, tau) => sum + tau, 0) / n;
    return [
      { name: `order of cards, ${what}, mean τ`, figure: mean, atLeast: 0.9, n },
      { name: `order of cards, ${what}, worst τ`, figure: Math.min(...taus), atLeast: 0.8, n },
    ];
  });
  return [
    ...medians(
      'training-speed',
      ({ profile }) => profile,
      (profile) => (profile === 'torchtitan' ? 0.25 : 0.15),
    ).filter(({ name }) => known.some(({ profile }) => name.includes(profile))),
    ...medians(
      'decode-speed',
      ({ run: { framework } }) => `${framework?.name ?? 'unknown'} ${framework?.version ?? ''}`.trim(),
      () => 0.1,
    ),
    ...order,
  ];
}

/** Speed of the same job in a smaller format over its speed in FP32. */
function gain(input: Omit<EstimateInput, 'precision'>, precision: Precision): number {
  const speed = (each: Precision) =>
    estimate({ ...input, precision: each }, data, { working: false, advice: false }).speed.tokensPerSecond;
  return speed(precision) / speed('fp32');
}

/** Notes with which the answer says so. */
const warnings = (input: Omit<EstimateInput, 'precision'>, precision: Precision): number =>
  estimate({ ...input, precision }, data, { working: false, advice: false }).support.filter(
    ({ level }) => level !== 'ok',
  ).length;

/** Jobs that gain nothing to speak of from 16 bits, by the hardware's rates. */
const withoutGain: { name: string; gpu: string; precision: Precision }[] = [
  { name: 'pure FP16 on Pascal', gpu: 'gtx-1080-ti', precision: 'fp16' },
  { name: 'FP16 mixed on GTX 16', gpu: 'gtx-1660-ti', precision: 'fp16-mixed' },
  { name: 'BF16 on Turing', gpu: 'rtx-2080-ti', precision: 'bf16-mixed' },
];

const isBatch = ({ run }: Score): boolean => run.ratio!.of === 'batch';

function ratioTargets(scores: readonly Score[]): Target[] {
  const rows = scores.filter(({ what }) => what === 'precision-ratio');
  const { n, right } = classReport(rows);
  // Batches were doubled by hand, so a constant guesses their ratio: they stand apart.
  const [batches, others] = [rows.filter(isBatch), rows.filter((row) => !isBatch(row))];
  const bySource = [...groupBy(others, ({ run }) => run.source)].flatMap(([source, some]): Target[] => {
    if (some.length < fewRows) return [];
    const constant = bestConstant(some.map(({ measured }) => measured)).medianAbsolute;
    return [
      {
        name: `ratio of formats, ${source}, error less the best constant's`,
        figure: summarise(some)!.medianAbsolute - constant,
        atMost: 0,
        n: some.length,
      },
    ];
  });
  const job = {
    task: 'training',
    model: 'bert-base-uncased',
    microBatchSize: 16,
    sequenceLength: 128,
  } as const;
  const single = rows.filter(
    ({ run }) => run.network === 'transformer-xl' && run.ratio!.fromBatch === 1 && run.ratio!.toBatch === 1,
  );
  return [
    {
      name: 'ratio of formats, median',
      figure: medianOf(rows.map(({ error }) => Math.abs(error))),
      atMost: 0.15,
      n: rows.length,
    },
    ...bySource,
    {
      name: 'ratio of the largest batches, median',
      figure: medianOf(batches.map(({ error }) => Math.abs(error))),
      atMost: 0.15,
      n: batches.length,
    },
    { name: 'class of speed-up', figure: right / n, atLeast: 0.85, n },
    ...withoutGain.flatMap(({ name, gpu, precision }): Target[] => [
      { name: `no gain: ${name}`, figure: gain({ ...job, gpu }, precision), atMost: 1.3, n: 1 },
      { name: `no gain, said so: ${name}`, figure: warnings({ ...job, gpu }, precision), atLeast: 1, n: 1 },
    ]),
    ...(single.length > 0
      ? [
          {
            name: 'no gain: Transformer-XL at batch 1, share right',
            figure:
              single.filter(({ measured, estimated }) => measured < 1.3 === estimated < 1.3).length /
              single.length,
            atLeast: 0.85,
            n: single.length,
          },
        ]
      : []),
  ];
}

function rangeTargets(scores: readonly Score[], ranges: Ranges): Target[] {
  const heldOut = scores.filter((score) => score.heldOut);
  const kinds = [...coverageOf(heldOut, ranges)];
  const n = kinds.reduce((sum, [, each]) => sum + each.n, 0);
  const inside = kinds.reduce((sum, [, each]) => sum + each.inside, 0);
  const widths = kinds.flatMap(([, each]) => each.halfWidths);
  return [
    { name: 'ranges, held out, inside', figure: inside / n, atLeast: wanted, n },
    { name: 'ranges, held out, half-width', figure: medianOf(widths), atMost: 0.15, n },
    ...kinds.flatMap(([kind, each]): Target[] => [
      { name: `ranges, ${kind}, held out, inside`, figure: each.inside / each.n, atLeast: wanted, n: each.n },
      { name: `ranges, ${kind}, held out, half-width`, figure: each.halfWidth, atMost: 0.15, n: each.n },
    ]),
  ];
}

/** Every target with its figure. */
export const targetsOf = (scores: readonly Score[], ranges: Ranges): Target[] => [
  ...memoryTargets(scores),
  ...speedTargets(scores),
  ...ratioTargets(scores),
  ...rangeTargets(scores, ranges),
];
