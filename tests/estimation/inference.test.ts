import { describe, expect, it } from 'vitest';
import { gpuBySlug, measurements } from '../../catalog/index.ts';
import { medianOf, summarise } from '../../src/accuracy/report.ts';
import { rankings } from '../../src/accuracy/ranking.ts';
import { oncePerRun, scoreRuns, type Score } from '../../src/accuracy/score.ts';
import { constants as c } from '../../src/estimation/constants.ts';
import { formatClass, weightFormats } from '../../src/estimation/formats.ts';
import {
  engines,
  estimateCore,
  prepare,
  weightFormatNames,
  type EstimateRequest,
  type EstimationGpu,
  type EstimationModel,
} from '../../src/estimation/index.ts';
import { prepareJob } from '../../src/estimation/job.ts';
import {
  engineProfileOf,
  engineProfiles,
  engineVersions,
  ofClass,
} from '../../src/estimation/profiles/engines.ts';
import { engineEvidence } from '../../src/estimation/profiles/engines-evidence.ts';
import { decodeSeconds, inferenceWork, stepSeconds } from '../../src/estimation/speed/inference.ts';
import { deepseekV3, gptOss20b, mixtral } from './models.ts';
import { base, toy, toyGpu } from './toy.ts';

const serve: EstimateRequest = {
  ...base,
  task: 'inference',
  precision: 'bf16',
  weightFormat: 'bf16',
  framework: 'hf',
};
const memory = (change: Partial<EstimateRequest>, model: Partial<EstimationModel> = {}) =>
  prepare({ ...serve, ...change }, { ...toy, ...model }).memory;
const answer = (
  change: Partial<EstimateRequest> = {},
  gpu: Partial<EstimationGpu> = {},
  model: Partial<EstimationModel> = {},
) => estimateCore({ ...serve, ...change }, { ...toy, ...model }, { ...toyGpu, ...gpu }, '');
const parts = (change: Partial<EstimateRequest>, model = toy, gpu = toyGpu) => {
  const job = prepareJob({ ...serve, ...change }, model);
  return decodeSeconds(job, inferenceWork(job), gpu);
};
const bandwidth = 1e12;

describe('bits per weight', () => {
  it.each([
    // 32 codes and one 16-bit scale: 18, 20 (with a minimum), 22 and 34 bytes.
    ['q4_0', (18 * 8) / 32],
    ['q4_1', (20 * 8) / 32],
    ['q5_0', (22 * 8) / 32],
    ['q8_0', (34 * 8) / 32],
    // 256 codes of 6 bits, 16 scales of 8 and one of 16: 210 bytes.
    ['q6_k', (210 * 8) / 256],
    // 256 codes of 3 bits: 110 bytes.
    ['q3_k_s', (110 * 8) / 256],
    ['mxfp4', 4.25],
    ['gptq-int8', 8.1875],
    ['awq-int4', 4.15625],
    ['int4-group32', 5],
    ['fp8', 8 + 1 / 512],
  ] as const)('%s: %d', (format, bits) => expect(weightFormats[format].linearBits).toBe(bits));

  // llama.cpp prints the average over the file of a Llama 3.1 8B: 6,979,321,856 in layers, 2 × 525,336,576 in tables.
  it.each([
    ['q2_k', 3.1593],
    ['q3_k_s', 3.6429],
    ['q3_k_m', 3.996],
    ['q4_k_s', 4.6672],
    ['q4_k_m', 4.8944],
    ['q5_k_s', 5.5704],
    ['q5_k_m', 5.7036],
    ['q6_k', 6.5633],
    ['q8_0', 8.5008],
  ] as const)('%s: a whole file has %d', (format, average) => {
    const { linearBits, otherBits, headBits } = weightFormats[format];
    const [layers, table] = [6_979_321_856, 525_336_576];
    const bits = (layers * linearBits + table * (otherBits + headBits)) / (layers + 2 * table);
    expect(Math.abs(bits / average - 1)).toBeLessThan(5e-4);
  });

  it('are known, and belong to a family, for every format', () => {
    for (const format of weightFormatNames) {
      expect(weightFormats[format].linearBits).toBeGreaterThan(2);
      expect(ofClass(engineProfiles.hf.weightShare, formatClass(format))).toBeGreaterThan(0);
    }
  });
});

describe('weights that are served', () => {
  // Layers 1152, embedding and head 80 each, norms 40.
  it('keep embeddings, head and norms in 16 bits under bitsandbytes, AWQ and GPTQ', () => {
    expect(memory({ weightFormat: 'nf4', doubleQuantization: false }).weights).toBe(648 + 400);
    expect(memory({ weightFormat: 'int8' }).weights).toBe(1152 + 400);
    expect(memory({ weightFormat: 'awq-int4' }).weights).toBe(Math.ceil(1152 * (4.15625 / 8)) + 400);
  });

  it('keep in a GGUF file the head in 6 bits, and the embedding in the machine', () => {
    const { weights, host } = memory({ weightFormat: 'q4_0', framework: 'llama.cpp' });
    // Layers 648, head 80 × 210/256 = 65.6, norms 40 × 4.5/8 = 22.5; embedding 80 × 4.5/8.
    expect(weights).toBe(Math.ceil(648 + (80 * 210) / 256 + 22.5));
    expect(host).toBe(45);
  });

  it('hold a tied head once, but twice in LitGPT', () => {
    const tied = { tiedEmbeddings: true, parameters: 1272 };
    expect(memory({}, tied).weights).toBe(2 * 1272);
    expect(memory({ framework: 'litgpt' }, tied).weights).toBe(2 * (1272 + 80));
  });

  it('have MXFP4 in experts only', () => {
    const { weights } = prepare({ ...serve, weightFormat: 'mxfp4' }, gptOss20b).memory;
    const routed = 24 * 32 * 3 * 2880 * 2880;
    expect(weights).toBe((routed * 4.25) / 8 + 2 * (gptOss20b.parameters - routed));
  });

  it('are shared by cards that split every layer, and by those with layers of their own', () => {
    const split = { gpuCount: 2, tensorParallel: 2, pipelineParallel: 1 };
    expect(memory(split).weights).toBe(1352);
    // One layer and embedding or head and norms on each.
    const stages = { gpuCount: 2, tensorParallel: 1, pipelineParallel: 2 };
    expect(memory(stages).weights).toBe(2 * (576 + 80 + 40));
    expect(memory(stages).kvCache).toBe(32 * 50);
  });

  it('leave the card with the layers that stay outside', () => {
    const half = memory({ gpuLayers: 1 });
    // The head goes with the last layers; embedding and norms stay.
    expect(half.weights).toBe(2 * (576 + 80 + 40));
    expect(half.kvCache).toBe(32 * 50);
    expect(half.host).toBe(2 * (576 + 80) + 32 * 50);
  });
});

describe('KV cache', () => {
  it('counts key heads, not query heads', () => {
    // 2 x 2 layers x 1 head x 4 x 2 bytes = 32 bytes a token; 100 tokens, 3 streams.
    expect(memory({ concurrency: 3 }).kvCache).toBe(32 * 100 * 3);
  });
  it('is given out in blocks of 16 by vLLM, of 256 by llama.cpp', () => {
    expect(memory({ framework: 'vllm' }).kvCache).toBe(32 * 112);
    expect(memory({ framework: 'llama.cpp' }).kvCache).toBe(32 * 256);
  });
  it('stops at a sliding window', () => {
    expect(memory({}, { slidingWindow: 64, slidingLayers: 2 }).kvCache).toBe(32 * 64);
    expect(memory({}, { slidingWindow: 64, slidingLayers: 1 }).kvCache).toBe(16 * (100 + 64));
  });
  it('compresses with latent attention, which every card that splits the layers holds whole', () => {
    const job = (change: Partial<EstimateRequest>) => prepare({ ...serve, ...change }, deepseekV3).memory;
    expect(job({ contextLength: 4096 }).kvCache).toBe(576 * 2 * 61 * 4096);
    const split = { gpuCount: 8, tensorParallel: 8, contextLength: 4096 };
    expect(job(split).kvCache).toBe(576 * 2 * 61 * 4096);
    expect(prepare({ ...serve, ...split }, mixtral).memory.kvCache).toBe(2 * 1024 * 2 * 32 * 512);
  });
  it('shrinks with its format', () => {
    expect(memory({ kvCacheFormat: 'fp8' }).kvCache).toBe(1600);
    // 34 bytes for 32 values: 16 x 1.0625 x 100; 18 bytes for 32: 16 x 0.5625 x 100.
    expect(memory({ kvCacheFormat: 'q8_0' }).kvCache).toBe(1700);
    expect(memory({ kvCacheFormat: 'q4_0' }).kvCache).toBe(900);
  });
  it('is absent in encoders', () => expect(memory({}, { kind: 'encoder' }).kvCache).toBe(0));
  it('is spread over the copies of a model', () => {
    const copies = { gpuCount: 2, tensorParallel: 1, pipelineParallel: 1, concurrency: 4 };
    expect(memory(copies).kvCache).toBe(32 * 100 * 2);
    expect(answer(copies).speed.tokensPerSecond).toBeCloseTo(
      2 * answer({ concurrency: 2 }).speed.tokensPerSecond,
      6,
    );
  });
});

describe('the workspace of a prompt', () => {
  // Feed-forward peak per token: 4 x 8 + 3 x 16 = 80 elements, 160 bytes; less the room of the logits, 4 × 10.
  it.each([
    ['hf', 3000],
    ['vllm', 2048],
    ['llama.cpp', 512],
  ] as const)('of %s: %d tokens at once', (framework, tokens) =>
    expect(memory({ contextLength: 3000, framework }).activations).toBe(160 * tokens - 40),
  );

  it('is that of the prompt alone where its length is given, of every stream where they are read together', () => {
    expect(memory({ promptTokens: 7 }).activations).toBe(160 * 7 - 40);
    expect(memory({ promptTokens: 7, concurrency: 3 }).activations).toBe(160 * 21 - 120);
    expect(memory({ promptTokens: 7, concurrency: 3, framework: 'vllm' }).activations).toBe(160 * 7 - 120);
  });

  it('holds logits of the last position, but of every one in Transformers before 4.45', () => {
    expect(memory({ concurrency: 3 }).logits).toBe(4 * 3 * 10);
    const old = memory({ frameworkVersion: '4.38.2', promptTokens: 50 });
    expect(old.logits).toBe(6 * 50 * 10);
    // Sines and cosines of 4096 positions, 4 wide, in both layers: 2 × 2 bytes.
    expect(old.buffers).toBe(2 * 2 * 4096 * 4 * 2);
  });

  it('stores scores in builds of llama.cpp before flash attention was the rule', () => {
    const old = { framework: 'llama.cpp', frameworkVersion: 'b2824' } as const;
    // Two heads, 4 bytes for each of 100 × 100 positions.
    const scores = memory(old).activations - memory({ ...old, attention: 'flash' }).activations;
    expect(scores).toBe(4 * 2 * 100 * 100);
  });

  it('unpacks the largest matrix in engines that do', () => {
    expect(memory({ weightFormat: 'awq-int4', promptTokens: 1 }).buffers).toBe(2 * 8 * 16);
    expect(memory({ weightFormat: 'awq-int4', promptTokens: 1, framework: 'vllm' }).buffers).toBe(0);
  });

  it('is less than what joining the projections needs, where AutoAWQ loads a model for short texts', () => {
    const short = memory({ framework: 'autoawq', weightFormat: 'awq-int4', contextLength: 1 });
    // Query, key and value of two layers: 2 × 8 × 16 weights, beside 32 bytes of cache, 120 of activations, 40 of logits.
    expect(short.buffers).toBe(Math.max(256, Math.ceil((256 * 4.15625) / 8) - 32 - 120 - 40));
    const slack = memory({ framework: 'llama.cpp' }).slack;
    expect(slack).toBe(0);
    expect(memory({}).slack).toBeGreaterThan(0);
  });
});

describe('decoding', () => {
  it('reads every weight but the input embedding, and the KV cache, for each token', () => {
    const w = inferenceWork(prepareJob({ ...serve, framework: 'vllm' }, toy));
    expect(w.linearBytes).toBe(2304);
    expect(w.headBytes).toBe(160);
    expect(w.cacheBytes).toBe(32 * 100);
    // 2 per parameter, and 4 x 2 x 8 x 100 of attention.
    expect(w.decodeFlop).toBe(2 * 1232 + 6400);
  });

  it('takes the time of the bytes, with the gaps between kernels', () => {
    const { weightShare, cacheShare, layerGap } = engineProfiles.vllm;
    const seconds = 2464 / (bandwidth * weightShare.half) + 3200 / (bandwidth * cacheShare) + 2 * layerGap;
    const { speed } = answer({ framework: 'vllm' });
    expect(speed.tokensPerSecond).toBeCloseTo(1 / seconds, 6);
    expect(speed.boundBy).toBe('memory-bandwidth');
    expect(answer({ framework: 'vllm', concurrency: 8 }).speed.tokensPerSecond).toBeGreaterThan(
      speed.tokensPerSecond,
    );
  });

  it('takes the time of the arithmetic where streams are many', () => {
    const t = parts({ framework: 'vllm', concurrency: 4096, contextLength: 1 });
    expect(t.products).toBeCloseTo((4096 * (2 * 1232 + 64)) / (100e12 * 0.5), 15);
    expect(t.products).toBeGreaterThan(t.read);
    expect(answer({ framework: 'vllm', concurrency: 4096, contextLength: 1 }).speed.boundBy).toBe('compute');
  });

  it('waits for the host to launch kernels, unless a graph replays them', () => {
    const { layerLaunch } = engineProfiles.hf;
    expect(answer().speed.tokensPerSecond).toBeCloseTo(1 / (2 * layerLaunch.half), 6);
    expect(parts({ compile: true }).launch).toBe(0);
    expect(answer({ compile: true }).speed.tokensPerSecond).toBeGreaterThan(answer().speed.tokensPerSecond);
    // vLLM 0.4 replays a graph up to 8192 positions.
    const old = { framework: 'vllm', frameworkVersion: '0.4.2' } as const;
    expect(parts({ ...old, contextLength: 8192 }).launch).toBe(0);
    expect(parts({ ...old, contextLength: 8193 }).launch).toBeGreaterThan(0);
    expect(parts({ framework: 'vllm', contextLength: 8193 }).launch).toBe(0);
  });

  it('launches every expert one by one in Transformers', () => {
    const { layerLaunch, expertLaunch } = engineProfiles.hf;
    expect(parts({}, mixtral).launch).toBeCloseTo(32 * (layerLaunch.half + 8 * expertLaunch), 12);
  });

  it('writes the cache anew in Transformers: 3 + 2g passes where g heads share one', () => {
    // Two query heads for one key head: seven times 3200 bytes.
    expect(inferenceWork(prepareJob(serve, toy)).cacheBytes).toBe(7 * 3200);
    const own = { ...toy, kvHeads: 2 };
    expect(inferenceWork(prepareJob(serve, own)).cacheBytes).toBe(3 * 6400);
  });

  it('computes beside reading in llama.cpp, at the rate of the CUDA cores', () => {
    const { weightFlop, cacheFlop } = engineProfiles['llama.cpp'];
    const t = parts({ framework: 'llama.cpp' });
    // 16 elements of cache a token, each met by two query heads.
    expect(t.beside).toBeCloseTo((1232 * weightFlop.half + 2 * 1600 * cacheFlop) / 20e12, 15);
    expect(parts({ framework: 'llama.cpp', weightFormat: 'q4_0' }).beside).toBeLessThan(t.beside);
  });

  it('loses a sixteenth of the bandwidth to codes in the memory', () => {
    const kept = parts({}, toy, { ...toyGpu, inlineEcc: true }).read;
    expect(parts({}).read / kept).toBeCloseTo(1 - c.inlineEccShare, 12);
  });

  it('shares the bytes among cards that split every layer, which add up twice a layer', () => {
    const change = { framework: 'vllm', gpuCount: 2, tensorParallel: 2 } as const;
    const t = parts(change, { ...toy, kvHeads: 2 });
    const one = parts({ framework: 'vllm' }, { ...toy, kvHeads: 2 });
    expect(t.read).toBeCloseTo(one.read / 2, 15);
    expect(t.communication).toBeGreaterThan(2 * engineProfiles.vllm.layerReduce);
    const linked = { ...toyGpu, nvlink: { totalBidirectionalGbps: 600 } };
    const nvlink = parts({ ...change, interconnect: 'nvlink' }, { ...toy, kvHeads: 2 }, linked);
    expect(nvlink.communication).toBeLessThan(t.communication);
    const slow = parts({ ...change, pcieGen: 1, pcieLanes: 1 }, { ...toy, kvHeads: 2 });
    expect(slow.communication).toBeGreaterThan(t.communication);
  });

  it('passes from card to card where each has layers of its own', () => {
    const change = { framework: 'llama.cpp', gpuCount: 2, pipelineParallel: 2 } as const;
    const [one, two] = [parts({ framework: 'llama.cpp' }), parts(change)];
    expect(stepSeconds(two)).toBeCloseTo(stepSeconds(one) + c.handover, 12);
    expect(answer(change).speed.communicationSeconds).toBe(c.handover);
  });

  it('reads layers outside the card at the memory of the machine, or through the slot', () => {
    const half = { framework: 'llama.cpp', gpuLayers: 1 } as const;
    const host = 51.2e9 * c.hostShare;
    // One layer, the head, and half of the cache.
    expect(parts(half).host).toBeCloseTo((2 * 576 + 160 + 1600) / host, 15);
    expect(parts({ ...half, hostMemoryBandwidthGbps: 102.4 }).host).toBeCloseTo(parts(half).host / 2, 15);
    const wide = { ...half, hostMemoryBandwidthGbps: 1000 };
    expect(parts({ ...wide, framework: 'hf' }).host).toBeGreaterThan(parts(wide).host);
  });

  it('is prompt reading for an encoder', () => {
    const { speed } = answer({}, {}, { kind: 'encoder' });
    expect(speed.tokensPerSecond).toBe(speed.prefillTokensPerSecond);
  });
});

describe('reading a prompt', () => {
  const long = { framework: 'vllm', contextLength: 4096 } as const;
  const seconds = (change: Partial<EstimateRequest>, gpu: Partial<EstimationGpu> = {}) =>
    answer({ ...long, ...change }, gpu).speed.timeToFirstTokenSeconds!;

  it('takes its own length, and more for more', () => {
    const { prefillTokensPerSecond } = answer({ ...long, promptTokens: 1000 }).speed;
    expect(prefillTokensPerSecond).toBeCloseTo(1000 / seconds({ promptTokens: 1000 }), 6);
    expect(seconds({ promptTokens: 1000 })).toBeLessThan(seconds({}));
  });

  it('sums in FP16 in llama.cpp: twice the rate on a GeForce', () => {
    const large = { ...mixtral, slidingWindow: null };
    const time = (fp16Acc32: number) =>
      estimateCore(
        { ...serve, framework: 'llama.cpp', contextLength: 4096 },
        large,
        { ...toyGpu, tensor: { ...toyGpu.tensor!, fp16Acc32, bf16: fp16Acc32 } },
        '',
      ).speed.timeToFirstTokenSeconds!;
    // The toy card's CUDA cores do 20 TFLOPS: full rate is 80. At half rate the products take as long.
    expect(time(40)).toBeCloseTo(time(80), 6);
  });

  it('overlaps the chunks of cards with layers of their own', () => {
    const two = { gpuCount: 2, tensorParallel: 1, pipelineParallel: 2 };
    expect(seconds({ ...two, promptTokens: 4096 })).toBeLessThan(
      seconds({ promptTokens: 4096 }) + c.handover,
    );
  });
});

describe('engine profiles', () => {
  it('are chosen by version, where one is known to differ', () => {
    const of = (framework: EstimateRequest['framework'], frameworkVersion: string | null) =>
      engineProfileOf({ ...serve, framework, frameworkVersion });
    expect(of('hf', '4.38.2')).not.toEqual(of('hf', null));
    expect(of('hf', '4.46.0').layerLaunch).toEqual(engineVersions.hf!['4.46']!.layerLaunch);
    expect(of('hf', '5.0')).toEqual(engineProfiles.hf);
    expect(of('llama.cpp', 'b2824').layerGap).toBeGreaterThan(of('llama.cpp', null).layerGap);
  });

  it('have evidence for every number that departs from the rest', () => {
    expect(Object.keys(engineEvidence).sort()).toEqual([...engines].sort());
    for (const { constants } of Object.values(engineEvidence))
      for (const { note } of Object.values(constants)) expect(note).not.toBe('');
  });

  it('each change an answer', () => {
    const speeds = engines.map((framework) => answer({ framework }).speed.tokensPerSecond);
    expect(new Set(speeds).size).toBeGreaterThan(7);
  });
});

// ---- Against published runs ----

const { scores } = scoreRuns(measurements.filter(({ kind }) => kind.startsWith('inference')));
const of = (what: Score['what'], engine: string, version: string, heldOut = false) =>
  scores.filter(
    (score) =>
      score.what === what &&
      score.profile === engine &&
      (score.run.framework?.version ?? '').startsWith(version) &&
      (version !== '' || !score.run.framework?.version) &&
      score.heldOut === heldOut,
  );

describe('decode speed of published runs', () => {
  it.each([
    ['vllm', '0.6', 112, 0.05],
    ['hf', '4.46', 83, 0.04],
    ['hf', '4.51', 16, 0.04],
    ['llama.cpp', 'b28', 215, 0.05],
    ['llama.cpp', '', 37, 0.07],
    ['autoawq', '0.1', 20, 0.07],
    ['exllamav2', '', 10, 0.05],
    ['gpt-fast', '', 26, 0.05],
    ['sglang', '0.4', 16, 0.06],
    ['litgpt', '', 8, 0.06],
  ] as const)('%s %s: %d or more, median error at most %d', (engine, version, rows, limit) => {
    const group = of('decode-speed', engine, version);
    expect(group.length).toBeGreaterThanOrEqual(rows);
    expect(summarise(group)!.medianAbsolute).toBeLessThanOrEqual(limit);
  });

  it.each([
    ['hf', '4.38', 0.06],
    ['lmdeploy', '0.2', 0.12],
    // Its launches are taken over from Transformers: no run of it may be fitted on.
    ['vllm', '0.4', 0.19],
    ['hf', '', 0.06],
    ['llama.cpp', 'b28', 0.16],
  ] as const)('%s %s, held out: median error at most %d', (engine, version, limit) => {
    const group = of('decode-speed', engine, version, true);
    expect(group.length).toBeGreaterThanOrEqual(5);
    expect(summarise(group)!.medianAbsolute).toBeLessThanOrEqual(limit);
  });

  it('is centred', () => {
    const errors = scores.filter(({ what }) => what === 'decode-speed').map(({ error }) => error);
    expect(Math.abs(medianOf(errors))).toBeLessThan(0.02);
  });

  it('ranks cards as measured: τ at least 0.9 on average', () => {
    const groups = rankings(scores, 'decode-speed');
    expect(groups.length).toBeGreaterThanOrEqual(30);
    const mean = groups.reduce((sum, { tau }) => sum + tau, 0) / groups.length;
    expect(mean).toBeGreaterThanOrEqual(0.9);
    // One machine with four A100 SXM runs slower than one card of it, and is in every group below 0.8.
    const low = groups.filter(({ tau }) => tau < 0.8);
    expect(low.length).toBeLessThanOrEqual(3);
    for (const { run } of low) expect(run).toMatchObject({ gpuCount: 4, weightFormat: 'q4_k_m' });
  });
});

describe('memory of published runs', () => {
  it.each([
    ['qwen2-speed-benchmark', 41, 0.025, 0.1],
    ['qwen2.5-speed-benchmark', 79, 0.025, 0.35],
    ['qwen3-speed-benchmark', 59, 0.085, 0.3],
    ['autoawq-readme', 12, 0.045, 0.16],
    ['litgpt-tutorials', 5, 0.07, 0.12],
    ['speculative-decoding-consumer-gpus', 17, 0.03, 0.2],
  ] as const)('%s: %d, mean error at most %d, worst at most %d', (source, rows, mean, worst) => {
    const group = oncePerRun(
      scores.filter(
        ({ run, what }) => run.source === source && ['allocated', 'reserved', 'process'].includes(what),
      ),
    );
    expect(group.length).toBeGreaterThanOrEqual(rows);
    const summary = summarise(group)!;
    expect(summary.meanAbsolute).toBeLessThanOrEqual(mean);
    expect(Math.abs(summary.worst)).toBeLessThanOrEqual(worst);
  });

  it('catches nine of ten jobs that ran out of memory', () => {
    const oom = scores.filter(({ what, measured }) => what === 'fit' && measured === 0);
    expect(oom.length).toBeGreaterThanOrEqual(31);
    const caught = oom.filter(({ estimated }) => estimated === 0).length;
    expect(caught / oom.length).toBeGreaterThanOrEqual(0.9);
  });
});

describe('every weight format', () => {
  it('changes the memory or the speed of an answer, but those that store as much in the same way', () => {
    const card = gpuBySlug('rtx-4090')!;
    const alike = new Map<string, string[]>();
    for (const weightFormat of weightFormatNames) {
      const { memory: m, speed } = estimateCore({ ...serve, compile: true, weightFormat }, mixtral, card, '');
      const key = `${m.perGpu.weights} ${speed.tokensPerSecond}`;
      alike.set(key, [...(alike.get(key) ?? []), weightFormat]);
    }
    expect([...alike.values()].filter((formats) => formats.length > 1)).toEqual([
      ['fp16', 'bf16'],
      ['nf4', 'fp4'],
      ['q5_0', 'q5_k_s'],
    ]);
  });
});
