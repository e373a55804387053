import { constants as c } from './constants.ts';
import type { PreparedJob } from './core.ts';
import { isQuantised, kvBytes, linearBits, optimizerStates, weightFormats } from './formats.ts';
import { isCausal, isMixed, loraWidths } from './job.ts';
import {
  expertShare,
  layerWeights,
  overLayers,
  positionsSeen,
  type AttentionStack,
  type LayerGroup,
} from './layers.ts';
import { inferenceParts, streamsOf } from './memory/inference.ts';
import { copiesOf } from './memory/share.ts';
import { trainingParts } from './memory/training.ts';
import { engineProfileOf } from './profiles/engines.ts';
import { trainingSpeedConstants } from './profiles/training-speed.ts';
import { decodeSeconds } from './speed/inference.ts';
import { cacheFactor, peakRate, processOf, sustainedClock } from './speed/rates.ts';
import {
  attentionPasses,
  attentionShare,
  isRecurrent,
  relativeProducts,
  scoredPositions,
  trainingSeconds,
} from './speed/training.ts';
import type { EstimateAnswer, EstimationGpu, WorkingStep, WorkingUnit } from './types.ts';

/** A formula without values, for rendering at build. */
export interface Formula {
  /** TeX of the symbol on the left. */
  symbol: string;
  /** TeX of the formula with symbols. */
  formula: string;
  /** Unit of the result. */
  unit: WorkingUnit;
  /** Source id of the catalog; a step may name a nearer one. */
  source: string;
}

const table = {
  'other-parameters': {
    symbol: 'P_o',
    formula: '(V + n_{pos})\\,h + [\\text{untied}]\\,V h + n_{norm}\\,h',
    unit: 'parameters',
    source: 'attention-is-all-you-need',
  },
  'lora-parameters': {
    symbol: 'P_{LoRA}',
    formula: 'r \\sum_{\\text{targets}} (d_{in} + d_{out})',
    unit: 'parameters',
    source: 'lora',
  },
  'active-parameters': {
    symbol: 'P_a',
    formula: 'P - P_o - L_e\\,(E - k)\\, n_m\\, h\\, I_e',
    unit: 'parameters',
    source: 'deepseek-v3',
  },
  'passed-parameters': {
    symbol: 'P_a',
    formula: '\\sum_i \\frac{s_i}{s}\\, P_i + P_{rest}',
    unit: 'parameters',
    source: 'latent-diffusion',
  },
  weights: {
    symbol: 'M_w',
    formula: '\\frac{1}{N_w}\\Bigl(\\frac{(P - P_u)\\, b_l + P_u\\, b_u}{8} + 4 P_{LoRA}\\Bigr)',
    unit: 'bytes',
    source: 'qlora',
  },
  gradients: { symbol: 'M_g', formula: '\\frac{b_g\\, P_t}{N_g}', unit: 'bytes', source: 'zero' },
  'optimizer-states': { symbol: 'M_o', formula: '\\frac{b_s\\, P_t}{N_s}', unit: 'bytes', source: 'zero' },
  logits: { symbol: 'M_l', formula: 'c_l\\, T\\, V', unit: 'bytes', source: 'fitcheck' },
  'logits-decoding': {
    symbol: 'M_l',
    formula: '\\max(4 n,\\; c_p\\, s_p)\\, V',
    unit: 'bytes',
    source: 'attention-is-all-you-need',
  },
  'kept-activations': {
    symbol: 'A_k',
    formula: 'L\\, a_{kept} + a_{mask}',
    unit: 'bytes',
    source: 'activation-recomputation',
  },
  'layer-activations': {
    symbol: 'A_1',
    formula: 'a_{layer} - a_{kept}',
    unit: 'bytes',
    source: 'activation-recomputation',
  },
  activations: {
    symbol: 'M_a',
    formula: 'n_f A_k + \\max(0,\\; A_1 - M_l)',
    unit: 'bytes',
    source: 'gradient-checkpointing',
  },
  'activations-inference': {
    symbol: 'M_a',
    formula: '\\max(0,\\; A_1 - M_l)',
    unit: 'bytes',
    source: 'attention-is-all-you-need',
  },
  'kv-cache': {
    symbol: 'M_{KV}',
    formula: 'd_{kv}\\, b_{kv}\\, n \\sum_{l=1}^{L} \\min(s_l, w_l)',
    unit: 'bytes',
    source: 'gqa',
  },
  buffers: {
    symbol: 'B',
    formula: 'M_{blas} + M_{ddp} + \\max\\bigl(M_{copy} + M_{deq},\\; M_{step} - M_a - M_l\\bigr)',
    unit: 'bytes',
    source: 'pytorch-docs-amp',
  },
  slack: { symbol: 'S', formula: '\\sigma\\, D_1', unit: 'bytes', source: 'fitcheck' },
  temporary: { symbol: 'M_t', formula: 'B + S', unit: 'bytes', source: 'fitcheck' },
  context: { symbol: 'M_c', formula: 'M_c', unit: 'bytes', source: 'fitcheck' },
  allocated: {
    symbol: 'M_{alloc}',
    formula: 'M_w + M_g + M_o + M_a + M_l + M_{KV} + B',
    unit: 'bytes',
    source: 'pytorch-docs-amp',
  },
  total: { symbol: 'M', formula: 'M_{alloc} + S + M_c', unit: 'bytes', source: 'pytorch-docs-amp' },
  headroom: { symbol: 'H', formula: 'C - M - M_{other}', unit: 'bytes', source: 'pytorch-docs-amp' },
  'peak-rate': { symbol: 'R', formula: 'R', unit: 'FLOP/s', source: 'cuda-programming-guide' },
  'training-flop': {
    symbol: 'F',
    formula: '\\frac{2T\\,\\bigl(k_a P_a + k_h P_h + k_{LoRA} P_{LoRA}\\bigr) + F_n}{N_s}',
    unit: 'FLOP',
    source: 'scaling-laws',
  },
  'attention-flop': {
    symbol: 'F_a',
    formula: '\\frac{2\\, k_a\\, b}{N_s} \\sum_{l=1}^{L} (d_q + d_v)_l\\, s_l\\, \\bar s_l',
    unit: 'FLOP',
    source: 'activation-recomputation',
  },
  'sustained-clock': {
    symbol: '\\kappa',
    formula: '\\min\\Bigl(1,\\; \\frac{P_{max}}{w\\, R_{16}}\\Bigr)',
    unit: 'ratio',
    source: 'lambda-deeplearning-benchmark',
  },
  'compute-seconds': {
    symbol: 't_c',
    formula: '\\frac{F}{\\eta_c\\, \\kappa R} + \\frac{F_a}{\\eta_a\\, \\kappa R_a}',
    unit: 's',
    source: 'roofline',
  },
  'memory-seconds': {
    symbol: 't_m',
    formula: '\\frac{D / k_c + D_1}{\\eta_m W}',
    unit: 's',
    source: 'roofline',
  },
  'overhead-seconds': { symbol: 't_o', formula: 'n_l\\, \\tau', unit: 's', source: 'roofline' },
  'communication-seconds': {
    symbol: 't_w',
    formula: 'n\\, t_{w,n} + t_{w,1}',
    unit: 's',
    source: 'zero',
  },
  'step-seconds': {
    symbol: 't',
    formula: 'n \\sqrt{(t_c + t_m)^2 + t_o^2} + t_s + t_w',
    unit: 's',
    source: 'roofline',
  },
  'training-rate': { symbol: 'v', formula: '\\frac{N_c\\, g\\, T}{t}', unit: 'tokens/s', source: 'roofline' },
  'expert-share': {
    symbol: '\\varphi',
    formula: '1 - \\Bigl(1 - \\frac{k}{E}\\Bigr)^{n}',
    unit: 'ratio',
    source: 'deepseek-v3',
  },
  'decode-bytes': {
    symbol: 'D',
    formula: '\\frac{(P_l - (1 - \\varphi)\\,P_e)\\, b_l + P_h\\, b_o}{8} + M_{KV}',
    unit: 'bytes',
    source: 'roofline',
  },
  'decode-flop': {
    symbol: 'F',
    formula: 'n\\,\\Bigl(2\\,(P_a + P_h) + 2 \\sum_{l=1}^{L} (d_q + d_v)\\, \\min(s_l, w_l)\\Bigr)',
    unit: 'FLOP',
    source: 'scaling-laws',
  },
  'decode-seconds': {
    symbol: 't',
    formula:
      '\\max\\Bigl(\\max\\Bigl(\\frac{D}{\\eta_d W} + \\frac{F_b}{R_{32}},\\; \\frac{F}{\\eta_c R}\\Bigr) + L\\, \\tau_g,\\; L\\, \\tau_l\\Bigr) + t_h + t_n',
    unit: 's',
    source: 'roofline',
  },
  'decode-rate': { symbol: 'v', formula: '\\frac{n}{t}', unit: 'tokens/s', source: 'roofline' },
} as const satisfies Record<string, Formula>;

/** Key of a formula, and `id` of the step of a working that uses it. */
export type FormulaId = keyof typeof table;

/** Every formula the working can show, by id. TeX. */
export const formulas: Readonly<Record<FormulaId, Formula>> = table;

/** A number as plain text: integers with grouped digits, others with at most five significant ones. */
export function plain(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) {
    return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
  }
  const magnitude = Math.abs(value);
  return magnitude >= 1e5 || (magnitude > 0 && magnitude < 1e-3)
    ? value.toExponential(3)
    : String(Number(value.toPrecision(5)));
}

const sum = (terms: readonly string[]): string =>
  terms.length > 1 ? `(${terms.join(' + ')})` : (terms[0] ?? '0');

/** The steps behind an answer, in the order in which they build on one another. */
export function workingOf(
  { job, memory, training, inference }: PreparedJob,
  answer: EstimateAnswer,
  gpu: EstimationGpu,
): WorkingStep[] {
  const { request, model: m, shapes } = job;
  const steps: WorkingStep[] = [];
  const step = (id: FormulaId, value: number, substituted: string, source?: string): void => {
    const { symbol, formula, unit, source: usual } = formulas[id];
    steps.push({ id, symbol, formula, substituted, value, unit, source: source ?? usual });
  };
  const catalogModel = typeof request.model === 'string' ? `catalog:${m.slug}.parameters` : undefined;
  const p = plain;
  /** A sum over the stacks of attention: the layers of each times what one of them has. */
  const stacks = (of: (attention: AttentionStack) => readonly number[], only?: 'cached'): string =>
    sum(
      shapes.attentions
        .filter(({ cacheWidth }) => !only || cacheWidth)
        .map((attention) => [attention.layers, ...of(attention)].map(p).join(' × ')),
    );

  // Norms: two a layer, three where it also attends to an encoder, one behind each stack.
  const norms = m.encoder ? `2 × ${m.layers} + ${m.layers - m.encoder.layers} + 2` : `2 × ${m.layers} + 1`;
  const tables = [
    `(${p(m.vocabSize ?? 0)} + ${p(m.positionEmbeddings ?? 0)}) × ${p(m.hiddenSize)}`,
    ...(m.tiedEmbeddings || !job.vocabSize ? [] : [`${p(job.vocabSize)} × ${p(m.hiddenSize)}`]),
    `(${norms}) × ${p(m.hiddenSize)}`,
  ];
  step('other-parameters', job.otherParameters, m.unet || m.joint ? '0' : tables.join(' + '), catalogModel);
  if (job.loraParameters) {
    const { rank } = request.lora;
    const widths = shapes.groups.map(
      (group) => [group.layers, loraWidths(request, m, group).attention] as const,
    );
    const attention = sum(widths.filter(([, width]) => width).map((factors) => factors.map(p).join(' × ')));
    const mlps =
      job.loraParameters / rank -
      overLayers(shapes.groups, (group) => loraWidths(request, m, group).attention);
    step('lora-parameters', job.loraParameters, `${rank} × (${attention}${mlps > 0 ? ` + ${p(mlps)}` : ''})`);
  }
  if (m.experts) {
    const { count, perToken, intermediateSize, denseLayers } = m.experts;
    step(
      'active-parameters',
      job.activeParameters,
      `${p(job.linearParameters)} − ${m.layers - denseLayers} × (${count} − ${perToken}) × ` +
        `${m.gatedMlp ? 3 : 2} × ${p(m.hiddenSize)} × ${p(intermediateSize)}`,
    );
  }
  const lengths = [...new Set(shapes.groups.map(({ tokens }) => tokens))];
  if (lengths.some((tokens) => tokens !== shapes.tokens)) {
    const weights = (group: LayerGroup): number => layerWeights(group, group.width);
    const passed = lengths.map((tokens) => {
      const of = shapes.groups.filter((group) => group.tokens === tokens);
      return `${p(tokens)} / ${p(shapes.tokens)} × ${p(overLayers(of, weights))}`;
    });
    const rest = job.linearParameters - overLayers(shapes.groups, weights);
    step('passed-parameters', job.activeParameters, [...passed, p(rest)].join(' + '));
  }
  const onCard = training ? trainingParts(job) : null;
  const held = memory.held;
  const over = (cards: number): string => (cards > 1 ? ` / ${cards}` : '');
  const conv = held.convolutionParameters;
  const otherBits = job.kbit ? 32 : weightFormats[request.weightFormat].otherBits;
  const away = request.offload === 'optimizer-and-parameters';
  const unquantised = held.otherParameters + held.trainedTables + conv;
  const serving = training ? null : inferenceParts(job);
  const stored = (): string => {
    if (serving) return [serving.linear, serving.embedding, serving.head, serving.norms].map(p).join(' + ');
    if (away) return '0';
    const base = `(${p(held.linearParameters - conv)} × ${p(linearBits(request))} + ${p(unquantised)} × ${p(otherBits)}) / 8`;
    const adapters = held.loraParameters ? ` + 4 × ${p(held.loraParameters)}` : '';
    return `(${base}${adapters})${over(onCard?.share.parameters ?? 1)}`;
  };
  step(
    'weights',
    memory.weights,
    stored(),
    isQuantised(request.weightFormat) ? 'bitsandbytes-docs' : 'mixed-precision-training',
  );
  if (onCard) {
    const { share, kept, layer } = onCard;
    /** Bytes of each trained parameter before it is shared, times their number, over the cards that share it. */
    const perTrainable = (bytes: number, cards: number): string =>
      `${p(held.trainable ? (bytes * cards) / held.trainable : 0)} × ${p(held.trainable)}${over(cards)}`;
    step(
      'gradients',
      memory.gradients,
      perTrainable(memory.gradients, share.gradients),
      'mixed-precision-training',
    );
    const moments = optimizerStates[request.optimizer].moments;
    step(
      'optimizer-states',
      memory.optimizerStates,
      perTrainable(memory.optimizerStates, share.states),
      moments ? 'adamw' : '8-bit-optimizers',
    );
    const entries = held.tokens * held.vocabSize;
    step(
      'logits',
      memory.logits,
      `${p(entries ? memory.logits / entries : 0)} × ${p(held.tokens)} × ${p(held.vocabSize)}`,
    );
    const alike = !(m.encoder ?? m.unet ?? m.joint);
    const stage = Math.ceil(m.layers / request.pipelineParallel);
    step('kept-activations', kept, alike ? `${stage} × ${p(kept / stage)}` : p(kept));
    step('layer-activations', layer, p(layer));
    step(
      'activations',
      memory.activations,
      `${share.inFlight > 1 ? `${share.inFlight} × ` : ''}${p(kept)} + max(0, ${p(layer)} − ${p(memory.logits)})`,
    );
  } else {
    const { vocabSize, logitBytes, cachePart, layer, logits } = serving!;
    if (isCausal(m)) {
      step('logits-decoding', memory.logits, `${p(logitBytes)} × ${p(vocabSize)}`);
      const { cacheBlock } = engineProfileOf(request);
      step(
        'kv-cache',
        memory.kvCache,
        (m.mla ? `(${m.mla.kvRank} + ${m.mla.ropeHeadDim})` : `2 × ${m.kvHeads} × ${m.headDim}`) +
          ` × ${p(kvBytes[request.kvCacheFormat])} × ${p(streamsOf(job))} × ` +
          stacks((attention) => [Math.ceil(positionsSeen(attention) / cacheBlock) * cacheBlock], 'cached') +
          (cachePart === 1 ? '' : ` × ${cachePart}`),
        m.mla ? 'deepseek-v3' : undefined,
      );
    }
    step('activations-inference', memory.activations, `max(0, ${p(layer)} − ${p(logits)})`);
  }
  if (serving) {
    const { tables, unpacked, joined } = serving;
    step(
      'buffers',
      memory.buffers,
      `max(${p(tables)} + ${p(unpacked)}, ` +
        `${p(joined)} − ${p(memory.kvCache)} − ${p(memory.activations)} − ${p(memory.logits)})`,
      'bitsandbytes-docs',
    );
    const dynamic = memory.activations + memory.logits + unpacked;
    step('slack', memory.slack, `${p(dynamic ? memory.slack / dynamic : 0)} × ${p(dynamic)}`);
  }
  if (onCard) {
    const { copies, expanded, buckets, step: stepped, momentary } = onCard;
    step(
      'buffers',
      memory.buffers,
      `${p(c.cublasWorkspace)} + ${p(buckets)} + max(${p(copies)} + ${p(expanded)}, ` +
        `${p(stepped)} − ${p(memory.activations)} − ${p(memory.logits)})`,
      isMixed(request) ? 'pytorch-docs-amp' : 'bitsandbytes-docs',
    );
    step('slack', memory.slack, `${p(momentary ? memory.slack / momentary : 0)} × ${p(momentary)}`);
  }
  const { memory: shown } = answer;
  const parts = shown.perGpu;
  step('temporary', parts.temporary, `${p(memory.buffers)} + ${p(memory.slack)}`);
  step('context', parts.context, p(parts.context));
  step(
    'allocated',
    shown.allocated,
    [
      parts.weights,
      parts.gradients,
      parts.optimizerStates,
      parts.activations,
      parts.logits,
      parts.kvCache,
      memory.buffers,
    ]
      .map(p)
      .join(' + '),
  );
  step('total', shown.total, `${p(shown.allocated)} + ${p(memory.slack)} + ${p(parts.context)}`);
  step(
    'headroom',
    answer.headroom,
    `${p(shown.usable)} − ${p(shown.total)} − ${p(request.otherUseBytes)}`,
    `catalog:${gpu.slug}.usableBytes`,
  );

  const peak = peakRate(gpu, request.precision);
  const { speed } = answer;
  step(
    'peak-rate',
    peak,
    `${p(peak / 1e12)} TFLOPS`,
    `catalog:${gpu.slug}.${gpu.tensor && request.precision !== 'fp32' ? 'tensor' : 'fp32Tflops'}`,
  );
  if (training) {
    const t = trainingSeconds(job, training, gpu);
    const { profile, split } = training;
    // Forward, gradient of the input, gradient of the weight where it is trained, and recomputation.
    const full = request.method === 'full';
    const again = request.gradientCheckpointing === 'full' ? 1 : 0;
    const over = (dividend: string): string => (split === 1 ? dividend : `(${dividend}) / ${split}`);
    step(
      'training-flop',
      training.flop,
      over(
        `${p(job.tokens)} × 2 × (${p(training.layerParameters)} × ${(full ? 3 : 2) + again} + ` +
          `${p(training.headParameters)} × ${full || request.trainEmbeddings ? 3 : 2}` +
          `${job.loraParameters ? ` + ${p(job.activeLoraParameters)} × ${3 + again}` : ''})` +
          (training.normFlop ? ` + ${p(training.normFlop)}` : ''),
      ),
    );
    const seen = scoredPositions(job);
    step(
      'attention-flop',
      training.attentionFlop,
      over(
        `${attentionPasses(request) * (isRecurrent(job) ? relativeProducts : 1)} × 2 × ${p(request.microBatchSize)} × ` +
          stacks((attention) => [attention.width, attention.tokens, seen(attention)]),
      ),
    );
    const clock = sustainedClock(gpu);
    const watts = trainingSpeedConstants.wattsPerTflops[processOf(gpu)]!;
    step(
      'sustained-clock',
      clock,
      gpu.tensor?.fp16Acc32 ? `min(1, ${p(gpu.tdpW)} / (${watts} × ${p(gpu.tensor.fp16Acc32)}))` : '1',
    );
    const attentionPeak = peakRate(gpu, request.precision === 'fp8-mixed' ? 'bf16-mixed' : request.precision);
    step(
      'compute-seconds',
      t.compute,
      `${p(training.flop)} / (${profile.matmul} × ${p(clock)} × ${p(peak)}) + ${p(training.attentionFlop)} / ` +
        `(${attentionShare(request, profile, gpu)} × ${p(clock)} × ${p(attentionPeak)})`,
    );
    const bandwidth = gpu.memoryBandwidthGbps * 1e9;
    step(
      'memory-seconds',
      t.memory,
      `(${p(training.bytes)} / ${cacheFactor(gpu)} + ${p(training.streamedBytes)}) / ` +
        `(${trainingSpeedConstants.bandwidth} × ${p(bandwidth)})`,
    );
    step('overhead-seconds', t.launch, `${p(t.launch / profile.launch)} × ${profile.launch}`);
    if (speed.communicationSeconds > 0)
      step(
        'communication-seconds',
        speed.communicationSeconds,
        `${p(t.micros)} × ${p(t.microWait)} + ${p(t.finishWait)}`,
      );
    step(
      'step-seconds',
      speed.stepSeconds!,
      `${p(t.micros)} × ((${p(t.compute)} + ${p(t.memory)})^2 + ${p(t.launch)}^2)^0.5 + ` +
        `${p(t.finish)} + ${p(speed.communicationSeconds)}`,
    );
    const copies = copiesOf(request);
    step(
      'training-rate',
      speed.tokensPerSecond,
      `${p(copies * request.gradientAccumulationSteps)} × ${p(job.tokens)} / ${p(speed.stepSeconds!)}`,
    );
  } else if (inference && isCausal(m)) {
    const { streams } = inference;
    const profile = engineProfileOf(request);
    const seconds = request.concurrency / speed.tokensPerSecond;
    const share = expertShare(m, streams);
    if (m.experts) {
      const { count, perToken } = m.experts;
      step('expert-share', share, `1 − (1 − ${perToken} / ${count})^${streams}`);
    }
    step(
      'decode-bytes',
      inference.linearBytes + inference.headBytes + inference.cacheBytes,
      [inference.linearBytes, inference.headBytes, inference.cacheBytes].map(p).join(' + '),
    );
    step(
      'decode-flop',
      inference.decodeFlop,
      `${streams} × (2 × (${p(job.decodedParameters)} + ${p(job.headParameters)}) + ` +
        (m.mla ? `2 × ${m.heads} × (${m.mla.kvRank} + ${m.mla.ropeHeadDim} + ${m.mla.kvRank}) × ` : '2 × ') +
        `${stacks((attention) => [...(m.mla ? [] : [attention.width]), positionsSeen(attention)], 'cached')})`,
      m.mla ? 'deepseek-v3' : undefined,
    );
    const t = decodeSeconds(job, inference, gpu);
    const products = `${p(inference.decodeFlop)} / (${profile.matmulShare} × ${p(inference.decodeFlop / t.products / profile.matmulShare)})`;
    step(
      'decode-seconds',
      seconds,
      `max(max(${p(t.read)} + ${p(t.beside)}, ${t.products > 0 ? products : 0}) + ` +
        `${p(t.gaps)}, ${p(t.launch)}) + ${p(t.host)} + ${p(t.communication)}`,
    );
    step('decode-rate', speed.tokensPerSecond, `${request.concurrency} / ${p(seconds)}`);
  }
  return steps;
}
