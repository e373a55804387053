/**
 * Where each number of `constants.ts` comes from: the source id of the catalog, the published records behind it, and
 * what they do not show.
 */
import type { constants } from './constants.ts';

export interface Evidence {
  /** Source id of the catalog, or `github:owner/name@commit:path` of material the catalog takes no record from. */
  source: string;
  /** Records or files of that source; empty where the source states the number itself. */
  records: readonly string[];
  note: string;
}

const rtx4080 = ['canifinetune-rtx4080-r01 … r11'];
const t4 = ['data/measurements/t4-sweep-2026-09-15.json', 'data/measurements/t4-phase3-2026-09-16.json'];

const otherTraining = [
  'github:QwenLM/Qwen@2df8e8ac450fa185c421a08b0090ef81826caa6e:README.md',
  'github:pytorch/torchtune@bd2a0fc7c31430972728494fa01aaeeb0ebf1ba1:README.md',
];

export const evidence: Record<keyof typeof constants, Evidence> = {
  logitsBytes: {
    source: 'fitcheck',
    records: t4,
    note: 'LoRA over 16-bit weights, Transformers without fused loss.',
  },
  logitsBytesFp32Head: {
    source: 'fitcheck',
    records: t4,
    note: 'QLoRA. Taken over for fp32 training, where no single-card run shows it.',
  },
  logitsBytesFused: {
    source:
      'github:Lightning-AI/litgpt@26857050fe3ff627cd714fe92f5838f51a3d5efa:tutorials/resource-tables.md',
    records: ['Llama 2 LoRA, 7B and 13B'],
    note: 'Runs with a chunked loss are 2 to 3 % below the estimate without the term.',
  },
  logitsBytesCompiled: {
    source: 'torchtitan-benchmarks',
    records: ['tm-titan-019', 'tm-titan-020'],
    note: 'Two bytes each by definition; the two runs agree.',
  },
  layerHidden: {
    source: 'fitcheck',
    records: t4,
    note: 'Reproduces the activation bytes of one layer of five models.',
  },
  layerHiddenFused: {
    source: 'activation-recomputation',
    records: [],
    note: 'Ten bytes of 16-bit training: the inputs of two norms and two products, and two masks of one byte.',
  },
  layerQuery: { source: 'fitcheck', records: t4, note: 'As layerHidden.' },
  layerKey: { source: 'fitcheck', records: t4, note: 'As layerHidden.' },
  layerFfnGated: { source: 'fitcheck', records: t4, note: 'As layerHidden.' },
  layerFfnPlain: {
    source: 'activation-recomputation',
    records: [],
    note: 'Input and output of the activation function; no separate gate.',
  },
  layerExpertCopies: {
    source: 'deepseek-v3',
    records: [],
    note: 'Tokens are gathered for each expert, and what leaves it is weighted. No published training run of a mixture of experts.',
  },
  fp32ResidualFactor: {
    source: 'can-i-finetune-this',
    records: ['canifinetune-rtx4080-r05'],
    note: 'QLoRA: one run without checkpointing. Taken over for autocast over fp32 weights, where no run shows it. LitGPT, which does not prepare models for k-bit training, needs about a third less in total.',
  },
  eagerBytes: { source: 'fitcheck', records: t4, note: 'LoRA with eager attention.' },
  eagerBytesFp32Residual: { source: 'fitcheck', records: t4, note: 'QLoRA with eager attention.' },
  eagerKeptBytes: {
    source: 'activation-recomputation',
    records: [],
    note: 'fp32 and 16-bit probabilities. One run with eager attention and without checkpointing, tm-swift-085, shows 5 with the allocator in it.',
  },
  quantBlock: { source: 'qlora', records: [], note: 'Block size of the format.' },
  doubleQuantBlock: { source: 'qlora', records: [], note: 'Block size of the format.' },
  optimizerBlock: {
    source: 'bitsandbytes-docs',
    records: [],
    note: 'Block size of the current implementation.',
  },
  slackShare: {
    source: 'fitcheck',
    records: [...rtx4080, ...t4],
    note: 'Median of 33 runs with SDPA; depends on more than the configuration.',
  },
  slackShareEager: { source: 'fitcheck', records: t4, note: 'Median of 21 runs with eager attention.' },
  cublasWorkspace: {
    source: 'pytorch-docs-cuda',
    records: [],
    note: 'Default of CUBLAS_WORKSPACE_CONFIG before Hopper (:4096:2:16:8), in the notes on CUDA semantics of PyTorch.',
  },
  zeroBucket: {
    source: 'zero',
    records: [],
    note: 'reduce_bucket_size of the configuration; set, not fitted.',
  },
  contextMeasured: { source: 'fitcheck', records: t4, note: '140.875 MiB on a T4 with CUDA 13.' },
  contextAllowance: {
    source: 'fitcheck',
    records: [],
    note: 'What that tool allows for a card it has not measured.',
  },
  matmulEfficiency: {
    source: 'fitcheck',
    records: [...rtx4080, ...t4, ...otherTraining],
    note: 'Fitted together with attentionEfficiency, lowPowerEfficiency, activationTraffic, eagerTraffic and layerOverhead.',
  },
  attentionEfficiency: {
    source: 'fitcheck',
    records: [...rtx4080, ...t4, ...otherTraining],
    note: 'Fitted.',
  },
  lowPowerEfficiency: { source: 'fitcheck', records: t4, note: 'Fitted on the T4 only.' },
  bandwidthEfficiency: {
    source: 'roofline',
    records: [],
    note: 'Set; the traffic factors were fitted on top of it.',
  },
  activationTraffic: {
    source: 'fitcheck',
    records: [...rtx4080, ...t4, ...otherTraining],
    note: 'Fitted. Fused training code of NVIDIA moves a third of it.',
  },
  eagerTraffic: { source: 'fitcheck', records: t4, note: 'Fitted on eager runs.' },
  layerOverhead: {
    source: 'fitcheck',
    records: [...rtx4080, ...t4, ...otherTraining],
    note: 'Fitted: Python and launches of Transformers.',
  },
  handover: {
    source: 'gpu-benchmarks-on-llm-inference',
    records: ['Two to eight cards with layers of their own'],
    note: 'Fitted. Hosts differ by more than cards: 0.2 to 0.9 ms.',
  },
  hostShare: {
    source: 'speculative-decoding-consumer-gpus',
    records: ['inf-ihq-057', 'inf-ihq-061', 'inf-ihq-063', 'inf-ihq-067'],
    note: 'Half of two channels of DDR4-3200; the machine of these runs is not stated.',
  },
  inlineEccShare: {
    source: 'lambda-deeplearning-benchmark',
    records: [],
    note: 'An A40 prints a sixteenth less than it carries; the codes are read with the data they protect.',
  },
  emulatedBf16: {
    source: 'nvidia-cuda-guides-13-4',
    records: [],
    note: 'The guide lists no bf16 arithmetic before 8.0. Half of fp32 is set after one GEMM measurement (RTX 2080, 5.1 TFLOPS) whose page could not be read.',
  },
};
