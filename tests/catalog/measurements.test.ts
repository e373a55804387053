import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  measurements,
  scopeCounts,
  scopeReasons,
  scopeTests,
  type Measurement,
} from '../../catalog/index.ts';
import { countRunParameters, runDimensions } from '../../catalog/measurements/dimensions.ts';
import { measurementFiles } from '../../catalog/measurements/index.ts';
import { expandFile, resolveMeasurement } from '../../catalog/measurements/resolve.ts';
import { listed, scopeOf } from '../../catalog/measurements/scope.ts';
import type { StoredMeasurement } from '../../catalog/types.ts';
import { catalogFiles, describeProblems, validateCatalog } from '../../catalog/validate.ts';

const GIB = 2 ** 30;
const runOf = (id: string): Measurement => {
  const run = measurements.find((candidate) => candidate.id === id);
  if (!run) throw new Error(`no run ${id}`);
  return run;
};

describe('the records', () => {
  it.each([
    ['fitcheck-t4-', 43],
    ['canifinetune-rtx4080-', 11],
    ['tm-', 534],
    ['tt-', 1061],
    ['inf-', 1578],
    ['mp-', 510],
  ])('%s…: %d', (prefix, number) => {
    expect(measurements.filter(({ id }) => id.startsWith(prefix))).toHaveLength(number);
  });

  it('are 3 737, each id once', () => {
    expect(measurements).toHaveLength(3737);
    expect(new Set(measurements.map(({ id }) => id)).size).toBe(3737);
  });

  it('come from every data file of the folder', () => {
    const root = new URL('../../catalog/measurements/', import.meta.url);
    const files = readdirSync(root).filter((file) => file.endsWith('.json'));
    expect(Object.keys(measurementFiles)).toEqual(files.map((file) => `measurements/${file}`));
  });

  it('stand one on a line', () => {
    const root = new URL('../../catalog/', import.meta.url);
    for (const [file, runs] of Object.entries(measurementFiles)) {
      const lines = readFileSync(new URL(file, root), 'utf8').match(/^\{"id": /gm) ?? [];
      expect(lines, file).toHaveLength(runs.length);
    }
  });

  it('take their defaults from group and file, the nearest first', () => {
    const file = {
      defaults: { grade: 'A', gpuCount: 1, model: null },
      groups: [
        { defaults: { gpuCount: 2 }, records: [{ id: 'a' }, { id: 'b', gpuCount: 4, model: 'gpt2' }] },
        { defaults: {}, records: [{ id: 'c' }] },
      ],
    } as const;
    expect(expandFile(structuredClone(file) as unknown as Parameters<typeof expandFile>[0])).toEqual([
      { id: 'a', grade: 'A', gpuCount: 2, model: null },
      { id: 'b', grade: 'A', gpuCount: 4, model: 'gpt2' },
      { id: 'c', grade: 'A', gpuCount: 1, model: null },
    ]);
  });
});

describe('figures as printed', () => {
  it('of an RTX 4080, allocated and reserved MiB', () => {
    const run = runOf('canifinetune-rtx4080-r11');
    expect(run).toMatchObject({ model: 'qwen2.5-7b', gpu: 'rtx-4080', method: 'qlora', weightFormat: 'nf4' });
    // What the source says it used; the memory of its states is that of 8-bit AdamW.
    expect(run.optimizer).toBe('paged-adamw-8bit');
    expect(run.memory).toEqual({ unit: 'MiB', countsIn: 'MiB', allocated: 10242.4, reserved: 11502 });
    expect(run.allocatedBytes).toBe(Math.round(10242.4 * 2 ** 20));
    expect(run.processBytes).toBeNull();
    expect(run.loraTargets).toEqual(['q_proj', 'k_proj', 'v_proj', 'o_proj']);
    expect(run.tokensPerSecond).toBe(922.9);
  });

  it('of LitGPT, gigabytes of 10^9 bytes', () => {
    const run = runOf('tm-litgpt-003');
    expect(run.memory).toEqual({ unit: 'GB', countsIn: 'GB', allocated: 3.72 });
    expect(run.allocatedBytes).toBe(3_720_000_000);
    expect(run).toMatchObject({ publishedModel: 'phi-1.5 1.3 B', model: 'phi-1.5', sequenceKind: 'longest' });
    expect(run.scope).toEqual({ tests: ['memory'], reason: null });
  });

  it('of Qwen2.5, printed as GB and counted in GiB', () => {
    const run = runOf('inf-qwen25-002');
    expect(run.memory).toMatchObject({ unit: 'GB', countsIn: 'GiB', allocated: 0.97 });
    expect(run.allocatedBytes).toBe(Math.round(0.97 * GIB));
  });

  it('of Qwen, in an unsettled unit: no bytes', () => {
    const run = runOf('tm-qwen-013');
    expect(run.memory).toEqual({ unit: 'G', countsIn: null, notStated: 5.8 });
    expect(run).toMatchObject({ allocatedBytes: null, reservedBytes: null, processBytes: null });
    expect(run.unconverted).toBe('unit-unsettled');
  });

  it('of two cards, one by one and summed', () => {
    const run = runOf('tm-swift-009');
    expect(run.memory).toMatchObject({ of: 'sum', reserved: 152.25, perGpu: [73.71, 78.54] });
    expect(run.parallelism).toEqual({ strategy: 'layers' });
  });

  it('of a whole card as the driver shows it', () => {
    expect(runOf('tm-lambda-003')).toMatchObject({
      gpu: 'rtx-a4000',
      gpuCount: 16,
      memory: { unit: 'MiB', process: 11510, idle: 1, of: 'each-gpu' },
      framework: { torch: '1.9.0a0+df837d0', driver: '470.63.01' },
    });
  });

  it('of a ratio, with the two speeds it is made of', () => {
    expect(runOf('mp-dle-001').ratio).toEqual({
      of: 'speed',
      value: 1.8297,
      unit: 'x',
      fromPrecision: 'tf32',
      toPrecision: 'fp16-mixed',
      from: 317,
      to: 580,
      figureUnit: 'sequences/sec',
      fromBatch: 128,
      toBatch: 256,
    });
  });
});

describe('tokens per second', () => {
  it.each([
    ['tokens per second of one card times the cards', 'tt-foundry-002', 1035 * 256],
    ['sequences of fixed length', 'tt-lambda-001', null],
    ['samples over time', 'tt-fsdpq-001', (1024 * 512) / 1082],
    ['seconds of an iteration of eight micro-batches', 'tt-qwen-001', null],
    ['milliseconds of an iteration on eight cards', 'tt-thread-001', (12 * 1024 * 5 * 8) / 0.562],
    [
      'seconds of one step',
      'fitcheck-t4-2026-09-15-eager-none-fp16-adamw-r32-ckpt-Qwen_Qwen2.5-1.5B-Instruct-bs2-seq1024',
      2048 / 1.3497285710000142,
    ],
    ['milliseconds of a token', 'inf-tinychat-002', null],
  ])('%s: %s', (_what, id, expected) => {
    const run = runOf(id);
    const { value } = run.speed!;
    const byHand: Record<string, number> = {
      'tt-lambda-001': value * 384,
      'tt-qwen-001': (256 * 8) / value,
      'inf-tinychat-002': 1000 / value,
    };
    expect(run.tokensPerSecond).toBeCloseTo(expected ?? byHand[id]!, 6);
  });

  it('is unknown where samples vary, and where only a share of the peak is printed', () => {
    expect(runOf('tt-swift-002').tokensPerSecond).toBeNull();
    expect(runOf('tt-megatron-001').tokensPerSecond).toBeNull();
    expect(runOf('inf-tinychat-055').tokensPerSecond).toBeNull();
  });
});

describe('dimensions of models that only runs use', () => {
  const printed = measurements.filter((run) => run.dimensions !== undefined && run.parameters !== undefined);

  it('make the printed count of every such run, to the unit', () => {
    expect(printed.length).toBeGreaterThan(400);
    for (const run of printed) {
      expect(countRunParameters(runDimensions[run.dimensions!]!), run.id).toBe(run.parameters);
    }
  });

  it('are each used', () => {
    const used = new Set(measurements.map((run) => run.dimensions));
    for (const key of Object.keys(runDimensions)) expect(used, key).toContain(key);
  });
});

describe('models that runs name', () => {
  it.each([
    ['MPT as LLM Foundry trains it', 'tm-foundryfit-001', 'mpt-70b'],
    ['the first Qwen, not its successor', 'tm-qwen-001', 'qwen-1.8b'],
    ['the first Qwen in chat', 'tm-swift-001', 'qwen-7b'],
    ['a mixture of experts', 'inf-qwen2-153', 'qwen2-57b-a14b'],
    ['StableLM', 'tm-litgpt-006', 'stablelm-base-alpha-3b'],
    ['Code Llama', 'inf-exl2-010', 'codellama-34b'],
  ])('%s', (_what, id, model) => {
    expect(runOf(id)).toMatchObject({ model });
    expect(runOf(id).dimensions).toBeUndefined();
  });

  it('leave no published name both linked and not linked', () => {
    const linked = new Map<string, string | null>();
    for (const { source, publishedModel, model, dimensions } of measurements) {
      const key = `${source}: ${publishedModel}`;
      const to = model ?? dimensions ?? null;
      if (linked.has(key)) expect(to, key).toBe(linked.get(key));
      linked.set(key, to);
    }
  });
});

describe('scope', () => {
  it('gives every run exactly one verdict: tests, or one reason', () => {
    for (const { id, scope } of measurements) {
      expect(scope.tests.length > 0 !== (scope.reason !== null), id).toBe(true);
      for (const test of scope.tests) expect(scopeTests, id).toContain(test);
      if (scope.reason) expect(scopeReasons, id).toContain(scope.reason);
    }
  });

  it('is the same every time', () => {
    for (const run of measurements) expect(scopeOf(run), run.id).toEqual(run.scope);
  });

  it('lists runs that are there, each once, and none that its rule would catch anyway', () => {
    const ids = Object.values(listed).flat();
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(runOf(id).scope.tests, id).toEqual([]);
  });

  it.each([
    [
      'an error of a whole table',
      'fitcheck-t4-2026-09-16-flash-nf4-fp16-adamw-r32-ckpt-TinyLlama_TinyLlama-1.1B-Chat-v1.0-bs8-seq1024',
      ['memory', 'training-speed'],
      null,
    ],
    ['a unit nobody knows', 'tm-qwen-013', [], 'unit-unsettled'],
    ['a sum over cards', 'inf-qwen2-198', [], 'sum-over-gpus'],
    ['the same figure again', 'tm-fsdpq-018', [], 'duplicate'],
    ['a speed that contradicts its neighbours', 'tt-lambda-086', [], 'inconsistent'],
    ['a card that is nearly full', 'tm-lambda-008', [], 'near-full'],
    ['a failure of unknown cause', 'tm-lambda-480', [], 'cause-not-shown'],
    ['a run that fitted', 'tm-foundryfit-001', ['fit'], null],
    ['a run that did not', 'inf-xdfit-001', ['fit'], null],
    ['a prompt', 'inf-thread-001', [], 'prompt-speed'],
    ['degrees that are not printed', 'tm-titan-013', [], 'parallelism-not-recorded'],
    ['a card that is two cards', 'tt-torchtune-010', [], 'card-ambiguous'],
    ['a laptop, whose memory tests', 'tm-lambda-012', ['memory'], null],
    ['a convolutional network', 'mp-u39-001', ['card-ratio'], null],
    ['a statement', 'mp-fact-026', [], 'statement-only'],
  ] as const)('%s: %s', (_what, id, tests, reason) => {
    expect(runOf(id).scope).toEqual({ tests, reason });
  });

  it('counts every run once, in all and by source and kind', () => {
    const { all, bySource, byKind } = scopeCounts(measurements);
    expect(all.runs).toBe(3737);
    for (const map of [bySource, byKind]) {
      const counts = [...map.values()];
      expect(counts.reduce((sum, { runs }) => sum + runs, 0)).toBe(all.runs);
      expect(counts.reduce((sum, { testing }) => sum + testing, 0)).toBe(all.testing);
    }
    const without = Object.values(all.reasons).reduce((sum, runs) => sum + runs, 0);
    expect(without + all.testing).toBe(all.runs);
  });

  // A change of these figures is a change of what the accuracy is tested on: say why in its commit.
  it('has these totals', () => {
    const { all } = scopeCounts(measurements);
    expect(all.testing).toBe(2663);
    expect(all.tests).toEqual({
      memory: 475,
      fit: 208,
      'decode-speed': 747,
      'training-speed': 914,
      'precision-ratio': 146,
      'card-ratio': 227,
    });
  });

  it('takes out what the estimator does not represent, and what is not recorded', () => {
    const run = runOf('canifinetune-rtx4080-r01');
    const reasonOf = (change: Partial<StoredMeasurement>) =>
      resolveMeasurement({ ...run, ...change } as StoredMeasurement).scope.reason;
    expect(reasonOf({})).toBeNull();
    expect(reasonOf({ method: 'adapter' })).toBe('method-not-estimated');
    expect(reasonOf({ optimizer: 'galore-adamw-8bit' })).toBe('method-not-estimated');
    expect(reasonOf({ offload: ['weights'] })).toBe('offload');
    expect(reasonOf({ gradientCheckpointing: undefined })).toBe('option-not-recorded');
    expect(reasonOf({ network: 'cnn', model: null })).toBe('network-not-estimated');
    expect(reasonOf({ memory: { unit: 'GB', countsIn: 'GiB', notStated: 3 } })).toBe('metric-not-stated');
    expect(reasonOf({ sequenceKind: 'cut', sequenceLength: 4096 })).toBe('lengths-vary');
  });
});

describe('a wrong record', () => {
  const file = 'measurements/can-i-finetune-this.json';
  const id = 'canifinetune-rtx4080-r01';

  /** The problems of the catalog with one run changed. */
  function problemsOf(change: Record<string, unknown>, of = { file, id }): string {
    const records = measurementFiles[of.file]!.map((run) =>
      run.id === of.id
        ? Object.fromEntries(Object.entries({ ...run, ...change }).filter(([, v]) => v !== undefined))
        : run,
    );
    const files = { ...catalogFiles, measurements: { ...measurementFiles, [of.file]: records } };
    return describeProblems(validateCatalog(files));
  }
  const memory = { unit: 'MiB', countsIn: 'MiB', allocated: 3105.2, reserved: 3886 };

  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      'unknown model',
      { model: 'llama-9' },
      /, model: no model "llama-9"\. Fix: write .*a slug of models\/, or null/,
    ],
    [
      'unknown card',
      { gpu: 'rtx-9090' },
      /, gpu: no card "rtx-9090"\. Fix: write "rtx-3090" .*a slug of gpus\/, or null/,
    ],
    [
      'unknown source',
      { source: 'nobody' },
      /, source: unknown source id "nobody"\. Fix: add it to sources\//,
    ],
    [
      'a unit nobody prints',
      { memory: { ...memory, unit: 'KiB' } },
      /, memory\.unit: Invalid option: .*"MiB"/,
    ],
    ['a misspelt key', { memory: { ...memory, alocated: 1 } }, /, memory\.alocated: unknown key/],
    [
      'reserved below allocated',
      { memory: { ...memory, reserved: 3000 } },
      /, memory\.reserved: 3000 is below the allocated 3105\.2/,
    ],
    [
      'no figure',
      { memory: { unit: 'MiB', countsIn: 'MiB' } },
      /, memory: no figure at all\. Fix: write allocated, reserved, process or notStated/,
    ],
    [
      'memory left out',
      { memory: undefined },
      /, memory: is missing\. Fix: add it: a training-memory record publishes one/,
    ],
    [
      'a ratio beside it',
      { ratio: { of: 'speed', value: 2, unit: 'x', fromPrecision: 'fp32', toPrecision: 'fp16' } },
      /, ratio: does not belong to a training-memory record/,
    ],
    ['a kind of outcome', { outcome: 'oom' }, /, outcome: "oom" does not suit training-memory/],
    [
      'a figure of two cards',
      { gpuCount: 2 },
      /, memory\.of: is missing\. Fix: add "of": whether the figure of 2 cards is .*"sum"/,
    ],
    ['a date in words', { date: 'July 2026' }, /, date: not a date or span/],
    ['an assumed field that is none', { assumed: ['loraAlpha'] }, /, assumed: "loraAlpha" names no field/],
    ['an unknown note', { notes: ['nice'] }, /, notes\.0: Invalid option/],
    [
      'dimensions nobody gave',
      { model: null, dimensions: 'mpt-2t' },
      /, dimensions: no "mpt-2t" in measurements\/dimensions\.ts/,
    ],
  ])('%s', (_name, change, message) => {
    const text = problemsOf(change);
    expect(text).toContain(`catalog/${file}: ${id}`);
    expect(text).toMatch(message);
  });

  it('a printed count that the dimensions do not make', () => {
    const of = { file: 'measurements/llm-foundry-benchmarks.json', id: 'tm-foundryfit-001' };
    expect(problemsOf({ parameters: 64e9 }, of)).toMatch(
      /tm-foundryfit-001, parameters: 64000000000 printed, the dimensions make 64862437376/,
    );
    // The table of positions is as long as the sequences.
    const { parameters, sequenceLength } = runOf('tm-foundryfit-001');
    expect(problemsOf({ sequenceLength: sequenceLength! + 1 }, of)).toContain(
      `${parameters} printed, the dimensions make ${parameters! + 8192}`,
    );
  });

  it('a ratio that its figures do not make', () => {
    const of = { file: 'measurements/nvidia-deep-learning-examples.json', id: 'mp-dle-001' };
    const ratio = { ...runOf('mp-dle-001').ratio, value: 2.5 };
    expect(problemsOf({ ratio }, of)).toMatch(
      /mp-dle-001, ratio\.value: 2\.5 printed, the figures make 1\.830/,
    );
  });

  it('an id twice', () => {
    const [first] = measurementFiles[file]!;
    const files = {
      ...catalogFiles,
      measurements: { ...measurementFiles, 'measurements/other.json': [first] },
    };
    expect(describeProblems(validateCatalog(files))).toContain(`duplicate: "${id}" also stands in ${file}`);
  });

  it('a verdict on a run that is gone', () => {
    const of = 'measurements/fsdp-qlora-benchmarks.json';
    const files = {
      ...catalogFiles,
      measurements: {
        ...measurementFiles,
        [of]: measurementFiles[of]!.filter((run) => run.id !== 'tm-fsdpq-018'),
      },
    };
    expect(describeProblems(validateCatalog(files))).toBe(
      'catalog/measurements/scope.ts: tm-fsdpq-018, id: no such run. Fix: write "tm-fsdpq-014" if that was meant, else remove it from the list',
    );
  });
});
