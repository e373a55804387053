import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  estimateCore,
  findGpu,
  findModel,
  memoryParts,
  onCard,
  prepare,
  validateRequest,
  type EstimateRequest,
  type EstimationGpu,
  type EstimationModel,
  type MemoryByPart,
} from '../../src/estimation/index.ts';
import { layerBlocks, timeline, type TimelineEvent } from '../../src/estimation/memory/timeline.ts';
import { momentsOf, phases } from '../../src/estimation/memory/timeline-moments.ts';
import { trainingParts } from '../../src/estimation/memory/training.ts';
import { data, request } from './requests.ts';
import { base, toy, toyGpu } from './toy.ts';

const blas = (2 * 4096 + 8 * 16) * 1024;

/** The timeline of a job with the memory it must agree with. */
function watch(job: EstimateRequest, model: EstimationModel = toy, gpu: EstimationGpu = toyGpu) {
  const prepared = prepare(job, model);
  const { memory } = onCard(prepared, gpu, '2026-01-01');
  return { job: prepared.job, memory, events: timeline(prepared.job, memory) };
}

const toyStep = (change: Partial<EstimateRequest> = {}) => {
  const { events, memory } = watch({ ...base, ...change });
  const at = (id: string): TimelineEvent => {
    const found = events.find((event) => event.id === id);
    expect(found, id).toBeDefined();
    return found!;
  };
  return { events, memory, at, ids: events.map(({ id }) => id) };
};

describe('one step of the toy model, worked by hand', () => {
  // 1352 parameters: two layers of 576, embedding and head 80 each, norms 40. 12 tokens.
  it('full fine-tuning: what comes and goes at every moment', () => {
    const { events, memory, at } = toyStep();
    const { context } = memory.perGpu;
    expect(events.map(({ id }) => id)).toEqual([
      ...['data', 'design', 'context', 'weights', 'states', 'batch', 'embedding'],
      ...['forward-1', 'forward-2', 'head', 'loss'],
      ...['backward-head', 'backward-2', 'backward-1', 'backward-embedding'],
      ...['update', 'zero-grad', 'finetune'],
    ]);
    // Residual stream in fp32: 4 bytes for each of the elements a layer keeps of 12 tokens.
    const kept = memory.perGpu.activations / 2;
    // 16-bit copies of two layers, and of the head.
    const casts = 2 * 576;
    const headCast = 2 * 80;
    // [id, activations, logits, temporary beyond the workspace, gradients]
    const expected: [string, number, number, number, number][] = [
      ['batch', 0, 0, 0, 0],
      ['embedding', 0, 0, 0, 0],
      ['forward-1', kept, 0, casts, 0],
      ['forward-2', 2 * kept, 0, 2 * casts, 0],
      ['head', 2 * kept, 2 * 12 * 10, 2 * casts + headCast, 0],
      ['loss', 2 * kept, 14 * 12 * 10, 2 * casts + headCast, 0],
      ['backward-head', 2 * kept, 0, 2 * casts + headCast, 4 * 80],
      ['backward-2', kept, 0, casts + headCast, 4 * (80 + 576)],
      ['backward-1', 0, 0, headCast, 4 * (80 + 2 * 576)],
      ['backward-embedding', 0, 0, 0, 4 * 1352],
      ['update', 0, 0, 0, 4 * 1352],
      ['zero-grad', 0, 0, 0, 0],
      ['finetune', 0, 0, 0, 0],
    ];
    for (const [id, activations, logits, temporary, gradients] of expected) {
      expect(at(id).live, id).toEqual({
        weights: 4 * 1352,
        gradients,
        optimizerStates: 8 * 1352,
        activations,
        logits,
        kvCache: 0,
        temporary: blas + temporary,
        context,
      });
    }
    // Room for gradients from the batch to the update.
    expect(at('states').room).toBe(0);
    expect(at('batch').room).toBe(4 * 1352);
    expect(at('backward-head').room).toBe(4 * 1272);
    expect(at('update').room).toBe(0);
    expect(at('zero-grad').room).toBe(0);
    expect(at('loss').peak).toBe(true);
    expect(at('loss').change).toMatchObject({ logits: 12 * 12 * 10, activations: 0, weights: 0 });
    expect(at('zero-grad').change).toMatchObject({ gradients: -4 * 1352 });
  });

  it('data and design put nothing on the card; initialisation brings what stays', () => {
    const { at, memory } = toyStep();
    expect(at('data').total).toBe(0);
    expect(at('design').total).toBe(0);
    expect(at('context').total).toBe(memory.perGpu.context + blas);
    expect(at('weights').change.weights).toBe(4 * 1352);
    expect(at('states').change.optimizerStates).toBe(8 * 1352);
  });

  it('QLoRA with checkpointing: a layer is expanded and computed again, one at a time', () => {
    const { ids, at, events } = toyStep({
      method: 'qlora',
      weightFormat: 'nf4',
      gradientCheckpointing: 'full',
    });
    expect(ids).toEqual([
      ...['data', 'design', 'context', 'weights', 'states', 'batch', 'embedding'],
      ...['forward-1', 'forward-2', 'head', 'loss', 'backward-head'],
      ...['recompute-2', 'backward-2', 'recompute-1', 'backward-1', 'backward-embedding'],
      ...['update', 'zero-grad', 'finetune'],
    ]);
    // The inputs of layers: 4 bytes for 8 elements of 12 tokens each.
    expect(at('forward-1').change.activations).toBe(4 * 8 * 12);
    // The largest matrix, 8 x 16, in 16 bits: in every block forward, and again backward.
    expect(at('forward-1').passing.expanded).toBe(2 * 128);
    expect(at('loss').passing.expanded).toBe(0);
    expect(at('recompute-2').passing.expanded).toBe(2 * 128);
    expect(at('recompute-2').layer).toBeGreaterThan(0);
    expect(at('recompute-1').live.activations).toBe(4 * 8 * 12 + Math.ceil(at('recompute-1').layer));
    // Adapters of rank 2: 4 bytes each.
    const adapters = at('update').live.gradients;
    expect(adapters).toBe(4 * 2 * 2 * (16 + 12 + 12 + 16));
    expect(at('backward-2').live.gradients).toBe(adapters / 2);
    expect(events.filter(({ peak }) => peak)).toHaveLength(1);
  });

  it('accumulation: gradients are there before the last micro-batch, and no room is held for them', () => {
    const { events, at } = toyStep({ gradientAccumulationSteps: 4 });
    expect(at('accumulated').change.gradients).toBe(4 * 1352);
    for (const event of events.slice(events.indexOf(at('accumulated')), events.indexOf(at('zero-grad'))))
      expect(event.live.gradients + event.room).toBe(4 * 1352);
    expect(at('accumulated').room).toBe(0);
    expect(at('zero-grad').live.gradients).toBe(0);
  });

  it('eager attention without checkpointing needs scores again, SDPA nothing beside what is kept', () => {
    expect(toyStep({ attention: 'eager' }).ids).toContain('recompute-2');
    expect(toyStep().ids).not.toContain('recompute-2');
  });

  it('an optimizer step that is not fused may be the peak', () => {
    const step = { fusedOptimizer: false, fusedCrossEntropy: true, microBatchSize: 1, sequenceLength: 1 };
    const { at, memory } = toyStep(step);
    expect(at('update').passing.step).toBe(4 * 1352);
    expect(at('update').peak).toBe(true);
    expect(at('update').total).toBe(memory.allocated + memory.perGpu.context);
  });

  it('a head and an embedding of one table: the head writes their gradient', () => {
    const tied = { ...toy, tiedEmbeddings: true, parameters: 1272 };
    const { events } = watch(base, tied);
    const head = events.find(({ id }) => id === 'backward-head')!;
    expect(head.live.gradients).toBe(4 * 80);
    expect(events.find(({ id }) => id === 'backward-1')!.live.gradients).toBe(4 * (80 + 1152));
  });
});

describe('layerBlocks', () => {
  it('splits evenly where four to eight blocks can', () => {
    expect(layerBlocks(32)).toHaveLength(8);
    expect(layerBlocks(28)).toHaveLength(7);
    expect(layerBlocks(12)).toHaveLength(6);
    expect(layerBlocks(3)).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(layerBlocks(61)).toHaveLength(8);
  });

  it('holds every layer once, in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1024 }), (layers) => {
        const blocks = layerBlocks(layers);
        expect(blocks.length).toBeLessThanOrEqual(8);
        expect(
          blocks.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i)),
        ).toEqual(Array.from({ length: layers }, (_, i) => i + 1));
      }),
    );
  });
});

describe('every valid training request', () => {
  const runs = { numRuns: Number(process.env.PROPERTY_RUNS ?? 400) };
  const training = request
    .map((input) => validateRequest({ ...input, task: 'training' }, data))
    .filter((checked) => checked.ok)
    .map((checked) => (checked.ok ? checked.request : ({} as never)));
  const every = (check: (watched: ReturnType<typeof watch>, request: EstimateRequest) => void) =>
    fc.assert(
      fc.property(training, (input) =>
        check(watch(input, findModel(input.model, data), findGpu(input.gpu, data)), input),
      ),
      runs,
    );

  it('peaks at what the estimator says is allocated, with the context', () => {
    every(({ events, memory }, input) => {
      const most = Math.max(...events.map(({ total }) => total));
      expect(most).toBe(memory.allocated + memory.perGpu.context);
      expect(events.filter(({ peak }) => peak)).toHaveLength(1);
      expect(events.find(({ peak }) => peak)!.total).toBe(most);
      const { memory: alone } = estimateCore(
        input,
        findModel(input.model, data),
        findGpu(input.gpu, data),
        data.version,
      );
      expect(alone.allocated).toBe(memory.allocated);
    });
  });

  it('peaks at a moment that can be: the loss, one layer of the backward pass, or the update', () => {
    every(({ events }) => {
      const { moment } = events.find(({ peak }) => peak)!;
      expect(['loss', 'recompute', 'update']).toContain(moment);
    });
  });

  it('adds up: parts to totals, changes to what is there, everything to what stays', () => {
    every(({ events, job }) => {
      let before = Object.fromEntries(memoryParts.map((part) => [part, 0])) as unknown as MemoryByPart;
      let totalBefore = 0;
      for (const { id, live, change, room, total } of events) {
        const sum = memoryParts.reduce((so, part) => so + live[part], 0) + room;
        // To the byte up to 32 TiB; beyond what any card holds, products on the way no longer end in a whole byte. A
        // change is as exact as the larger of the two moments that it is between.
        const largest = Math.max(total, totalBefore);
        const same = (is: number, wanted: number, what: string) =>
          largest < 2 ** 45
            ? expect(is, what).toBe(wanted)
            : expect((is - wanted) / largest, what).toBeCloseTo(0, 12);
        same(sum, total, id);
        for (const part of memoryParts) {
          expect(live[part], `${id} ${part}`).toBeGreaterThanOrEqual(0);
          same(before[part] + change[part], live[part], `${id} ${part}`);
        }
        expect(room, id).toBeGreaterThanOrEqual(0);
        before = live;
        totalBefore = total;
      }
      const [states, end] = ['states', 'finetune'].map((id) => events.find((event) => event.id === id)!);
      expect(end!.live).toEqual(states!.live);
      const parts = trainingParts(job);
      expect(Math.max(...events.map(({ live }) => live.gradients))).toBe(parts.gradients);
      expect(Math.max(...events.map(({ live }) => live.logits))).toBe(parts.logits);
    });
  });

  it('walks the seven steps in order, layers up and down again', () => {
    every(({ events }) => {
      const seen = events.map(({ phase }) => phases.indexOf(phase));
      expect(seen).toEqual([...seen].sort((a, b) => a - b));
      expect(new Set(seen).size).toBe(phases.length);
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
      for (const { phase, moment } of events) expect(momentsOf[phase]).toContain(moment);
      const firsts = (moment: string) => events.flatMap((e) => (e.moment === moment ? [e.layers![0]] : []));
      expect(firsts('backward')).toEqual(firsts('forward').reverse());
    });
  });
});
