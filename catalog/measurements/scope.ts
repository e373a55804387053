import type { Measurement, MeasurementKind } from './types.ts';

/** What a run can be compared with: an estimate of memory, of fitting, of speed, or a ratio of two estimates. */
export const tests = [
  'memory',
  'fit',
  'decode-speed',
  'training-speed',
  /** One job in two number formats on one card. */
  'precision-ratio',
  /** A network the estimator doesn't represent: only how cards and formats compare on it. */
  'card-ratio',
] as const;
/** What a run can be compared with. */
export type Test = (typeof tests)[number];

/** Why a run tests nothing. */
export const reasons = [
  'unit-unsettled',
  'metric-not-stated',
  'sum-over-gpus',
  'near-full',
  'preallocated',
  'lengths-vary',
  'prompt-speed',
  'prompt-and-decode',
  'share-only',
  'first-run',
  'model-not-in-catalog',
  'network-not-estimated',
  'method-not-estimated',
  'offload',
  'card-not-in-catalog',
  'card-ambiguous',
  'power-unknown',
  'option-not-recorded',
  'parallelism-not-recorded',
  'cause-not-shown',
  'two-changes',
  'early-software',
  'inconsistent',
  'duplicate',
  'statement-only',
] as const;
/** Why a run tests nothing. */
export type Reason = (typeof reasons)[number];

/** The verdict on a run: what it tests, or, where that is nothing, the one reason why. */
export interface Scope {
  /** What it can be compared with; empty where it tests nothing. */
  tests: readonly Test[];
  /** Why it tests nothing; `null` where it does. */
  reason: Reason | null;
}

/** A run before its verdict. */
type Run = Omit<Measurement, 'scope'>;

const ids = (prefix: string, ...numbers: string[]) => numbers.map((number) => `${prefix}-${number}`);

/** Runs whose fields look sound and whose figures aren't, found by comparing them with their neighbours. */
export const listed: Partial<Record<Reason, readonly string[]>> = {
  duplicate: [
    // One figure printed again for another card, or in another table of the page.
    ...ids('tm-fsdpq', '018', '020', '021', '022'),
    ...ids('tm-swift', '077', '091', '093', '095', '096'),
  ],
  inconsistent: [
    // More tokens, less memory (or twice the neighbour's) within one sweep.
    'tm-qwen-065',
    ...ids('tm-swift', '033', '034', '052', '053', '054', '065', '066'),
    // Off by half within one column.
    ...ids('tt-qwen', '020', '023'),
    // Several A100 at a third to a half of what their neighbours do; the log shows no cause.
    ...ids('tt-lambda', '086', '302', '303', '423', '424', '425'),
    // More than eight times one card: with some 2,200 sequences a step and more, the samples run out before the number
    // of steps that the printed rate counts, and the excess grows with the batch.
    ...ids('tt-lambda', '435', '499', '812', '1020', '1023', '1024', '1025', '1026', '1027', '1028'),
    // Four cards of one host slower than one of them, a fifth to a half below what their neighbours do.
    ...ids('inf-xd', '649', '650', '651', '652', '667', '673', '676'),
    // Slower in FP16 although the batch was halved.
    'mp-lambda-249',
  ],
  // The allocator gives memory back when the card is nearly full.
  'near-full': ids('tm-swift', '011', '071', '081'),
  // Twice the weights: a cache reserved in advance.
  preallocated: ids('inf-awq', '018', '030', '036', '060'),
  // The engine's settings are only named.
  'option-not-recorded': ids('inf-qwen25', '199', '200', '348', '353'),
  // The smaller or earlier run of the same job on the same card worked.
  'cause-not-shown': ids('tm-lambda', '028', '480'),
};

const reasonById = new Map(
  Object.entries(listed).flatMap(([reason, list]) => list.map((id) => [id, reason as Reason] as const)),
);

/** Printed names that fit several cards of the catalog, or none in particular. */
const ambiguous: ReadonlySet<string> = new Set([
  'A100',
  'A100_SXM4',
  'H100',
  'V100',
  'RTX 3060',
  'RTX A2000',
]);

/** Share of the capacity from which on a peak may be the allocator filling the card. */
const nearFull = 0.95;

/** Capacity in MiB that the driver printed behind the card's name: `GeForce RTX 3090 (24268 MiB)`. */
const printedCapacityMib = (run: Run): number | null => {
  const match = /\((\d+) MiB\)$/.exec(run.publishedGpu ?? '');
  return match ? Number(match[1]) : null;
};

const estimated: ReadonlySet<string> = new Set(['transformer', 'transformer-xl']);

function modelReason(run: Run): Reason | null {
  if (run.model !== null || run.dimensions !== undefined) return null;
  return estimated.has(run.network) ? 'model-not-in-catalog' : 'network-not-estimated';
}

function cardReason(run: Run): Reason | null {
  if (run.gpu !== null) return null;
  if (run.publishedGpu === null) return 'option-not-recorded';
  return ambiguous.has(run.publishedGpu) ? 'card-ambiguous' : 'card-not-in-catalog';
}

/** Speed also needs to know the power the card had: laptop makers choose it. */
function speedReason(run: Run): Reason | null {
  return cardReason(run) ?? (run.gpu?.endsWith('-laptop') ? 'power-unknown' : null);
}

/** What the job was: everything that the memory and the time of a step depend on. */
function jobReason(run: Run): Reason | null {
  const { parallelism } = run;
  if (run.method === 'adapter' || run.method === 'adapter-v2') return 'method-not-estimated';
  if (run.optimizer === 'galore-adamw-8bit') return 'method-not-estimated';
  // One GEMV kernel serves one sequence.
  if (run.kernel === 'gemv' && (run.concurrency ?? 1) > 1) return 'method-not-estimated';
  if (run.offload) return 'offload';
  if (parallelism?.strategy === 'not-stated' || parallelism?.degreesNotStated)
    return 'parallelism-not-recorded';
  if (run.kind.startsWith('training')) {
    const { microBatchSize, sequenceLength, gradientCheckpointing, precision } = run;
    const options = [microBatchSize, sequenceLength, gradientCheckpointing, precision];
    if (options.includes(undefined)) return 'option-not-recorded';
  }
  return null;
}

function memoryReason(run: Run): Reason | null {
  const { memory } = run;
  if (!memory) return 'statement-only';
  if (run.unconverted) return run.unconverted;
  if (memory.of === 'looks-like-sum' || (memory.of === 'sum' && !memory.perGpu)) return 'sum-over-gpus';
  const capacity = printedCapacityMib(run);
  if (capacity !== null && memory.process !== undefined && memory.process >= nearFull * capacity)
    return 'near-full';
  // Beyond 2048 tokens few samples of the data set are as long as the cut.
  if (run.sequenceKind === 'cut' && run.sequenceLength! > 2048) return 'lengths-vary';
  // What a peak of inference depends on.
  if (run.kind === 'inference-memory') {
    const { promptTokens, generatedTokens, contextTokens } = run;
    if (promptTokens === undefined && generatedTokens === undefined && contextTokens === undefined)
      return 'option-not-recorded';
  }
  return null;
}

function trainingSpeedReason(run: Run): Reason | null {
  if (run.speed?.unit === '%') return 'share-only';
  if (run.notes?.includes('lengths-vary')) return 'lengths-vary';
  if (run.tokensPerSecond === null || run.assumed?.includes('speed.of')) return 'unit-unsettled';
  return null;
}

/**
 * A decode speed without a stated context still tests: these benchmarks write a few hundred tokens, and the cache of
 * so few is a hundredth of what a step reads.
 */
function decodeSpeedReason(run: Run): Reason | null {
  const { speed, promptTokens } = run;
  if (speed?.phase === 'prompt' || speed?.phase === 'first-token') return 'prompt-speed';
  if (speed?.phase === 'prompt-and-decode' && (promptTokens ?? Infinity) > 1) return 'prompt-and-decode';
  if (run.notes?.includes('first-run')) return 'first-run';
  return run.tokensPerSecond === null ? 'unit-unsettled' : null;
}

const verdict = (test: Test, reason: Reason | null): Scope =>
  reason === null ? { tests: [test], reason: null } : { tests: [], reason };

function ratioScope(run: Run): Scope {
  const { ratio } = run;
  if (!ratio || ratio.bound) return verdict('precision-ratio', 'statement-only');
  if (run.notes?.includes('early-software')) return verdict('precision-ratio', 'early-software');
  const reason = modelReason(run);
  if (reason) {
    // Two figures of one network on one card still compare with those of another card.
    const figures = ratio.of === 'speed' && ratio.from !== undefined;
    return figures ? verdict('card-ratio', speedReason(run)) : verdict('card-ratio', reason);
  }
  if (run.notes?.includes('optimizers-differ')) return verdict('precision-ratio', 'two-changes');
  if (ratio.of === 'speed' && ratio.from === undefined) return verdict('precision-ratio', 'statement-only');
  return verdict('precision-ratio', ratio.of === 'speed' ? speedReason(run) : cardReason(run));
}

/** Rules by kind of run; a run that published memory and speed tests both. */
const rules: Record<MeasurementKind, (run: Run) => Scope> = {
  'training-memory': (run) => {
    const memory = modelReason(run) ?? memoryReason(run) ?? jobReason(run);
    if (!run.speed || memory) return verdict('memory', memory);
    const speed = trainingSpeedReason(run) ?? speedReason(run);
    return speed ? verdict('memory', null) : { tests: ['memory', 'training-speed'], reason: null };
  },
  'training-fit': (run) => verdict('fit', modelReason(run) ?? cardReason(run) ?? jobReason(run)),
  'training-speed': (run) =>
    verdict(
      'training-speed',
      modelReason(run) ?? trainingSpeedReason(run) ?? speedReason(run) ?? jobReason(run),
    ),
  'inference-memory': (run) => verdict('memory', modelReason(run) ?? memoryReason(run) ?? jobReason(run)),
  'inference-fit': (run) => verdict('fit', modelReason(run) ?? cardReason(run) ?? jobReason(run)),
  'inference-speed': (run) =>
    verdict('decode-speed', modelReason(run) ?? decodeSpeedReason(run) ?? speedReason(run) ?? jobReason(run)),
  'precision-ratio': ratioScope,
  'precision-fact': () => ({ tests: [], reason: 'statement-only' }),
};

/** What a run can test. Total and deterministic: a listed run has its listed reason, every other the first rule's. */
export function scopeOf(run: Run): Scope {
  const reason = reasonById.get(run.id);
  return reason ? { tests: [], reason } : rules[run.kind](run);
}

/** How many runs there are and what they test. */
export interface ScopeCounts {
  runs: number;
  /** Runs that test anything. */
  testing: number;
  /** Runs by what they test; a run may count under two. */
  tests: Record<Test, number>;
  reasons: Record<Reason, number>;
}

function emptyCounts(): ScopeCounts {
  const zeros = <Key extends string>(keys: readonly Key[]) =>
    Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
  return { runs: 0, testing: 0, tests: zeros(tests), reasons: zeros(reasons) };
}

/** The verdicts counted, in all and by source or kind. */
export function scopeCounts(runs: readonly Measurement[]): {
  all: ScopeCounts;
  bySource: Map<string, ScopeCounts>;
  byKind: Map<MeasurementKind, ScopeCounts>;
} {
  const all = emptyCounts();
  const bySource = new Map<string, ScopeCounts>();
  const byKind = new Map<MeasurementKind, ScopeCounts>();
  const at = <Key>(map: Map<Key, ScopeCounts>, key: Key): ScopeCounts => {
    const counts = map.get(key) ?? emptyCounts();
    map.set(key, counts);
    return counts;
  };
  for (const { source, kind, scope } of runs) {
    for (const counts of [all, at(bySource, source), at(byKind, kind)]) {
      counts.runs++;
      if (scope.reason) counts.reasons[scope.reason]++;
      else counts.testing++;
      for (const test of scope.tests) counts.tests[test]++;
    }
  }
  return { all, bySource, byKind };
}
