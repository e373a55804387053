/**
 * How long an estimate takes in one thread: the median of one `estimate()` of memory and speed without
 * working or advice, and all cards × all models × three methods. Fails beyond the limits.
 *
 * Run: `npm run benchmark` (`-- --slack` allows half as much again, for a machine under load)
 */
import { parseArgs } from 'node:util';
import { cards, measurements } from '../../catalog/index.ts';
import { measuredRuns } from '../accuracy/nearest-runs.ts';
import {
  compare,
  estimate,
  validateRequest,
  type EstimateRequest,
  type Method,
} from '../estimation/index.ts';
import { data } from '../library/data.ts';

/** Microseconds of one estimate; seconds of all cards, models and methods. */
const limits = { estimate: 10, sweep: 1 };

const plain = { working: false, advice: false } as const;

/** Seconds that a piece of work takes. The clock of processor time counts in hundredths: too coarse here. */
function secondsOf(work: () => void): number {
  const before = performance.now();
  work();
  return (performance.now() - before) / 1e3;
}

/** Requests of every published run: training and inference, one card and many, every framework. */
const requests = measuredRuns(measurements).flatMap(({ request }): EstimateRequest[] => {
  const checked = validateRequest(request, data);
  return checked.ok ? [checked.request] : [];
});

const calls = 200_000;
/** Calls of one sample: short enough that most samples meet no other program. */
const batch = 500;

export function estimateMicroseconds(): number {
  const samples: number[] = [];
  let next = 0;
  const sample = () => {
    for (let call = 0; call < batch; call++) estimate(requests[next++ % requests.length]!, data, plain);
  };
  for (let warm = 0; warm < 100; warm++) sample();
  for (let done = 0; done < calls; done += batch) samples.push((secondsOf(sample) / batch) * 1e6);
  return samples.sort((a, b) => a - b)[Math.floor(samples.length / 2)]!;
}

const methods: Method[] = ['full', 'lora', 'qlora'];

export function sweepSeconds(): number {
  const sweep = () => {
    for (const model of data.models)
      for (const method of methods) compare({ task: 'training', model: model.slug, method }, cards, data);
  };
  sweep();
  return Math.min(secondsOf(sweep), secondsOf(sweep), secondsOf(sweep));
}

function main(allowed: number): void {
  const results = [
    {
      name: `one estimate(), median of ${calls} calls`,
      value: estimateMicroseconds(),
      limit: limits.estimate,
      unit: 'µs',
    },
    {
      name: `${cards.length} cards × ${data.models.length} models × ${methods.length} methods`,
      value: sweepSeconds(),
      limit: limits.sweep,
      unit: 's',
    },
  ];
  for (const { name, value, limit, unit } of results) {
    const most = limit * allowed;
    const verdict = value <= most ? 'ok' : 'TOO SLOW';
    console.log(`${name}: ${value.toFixed(2)} ${unit} (limit ${most} ${unit}) ${verdict}`);
    if (value > most) process.exitCode = 1;
  }
}

if (import.meta.main) {
  const { slack } = parseArgs({ options: { slack: { type: 'boolean', default: false } } }).values;
  main(slack ? 1.5 : 1);
}
