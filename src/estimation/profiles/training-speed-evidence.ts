/**
 * Where the numbers of `training-speed.ts` come from. `fitted` numbers minimise the error of the logarithm of the speed
 * over the runs named, large errors counting as their size and not as its square; `set` ones were chosen beforehand.
 */
import type { Evidence } from '../evidence.ts';
import type { nvidiaExamples, trainingSpeedConstants, trainingSpeedProfiles } from './training-speed.ts';

const lambda = 'lambda-deeplearning-benchmark';
const foundry = 'llm-foundry-benchmarks';

const sharedByFsdp: Evidence = {
  source: foundry,
  records: ['tt-foundry-002 … 216: 172 runs of MPT, 125M to 70B, on 8 to 512 A100 and H100'],
  note: 'Fitted: matmul, attention, traffic, launch. TinyLlama (tt-misc-001) and torchtitan (tt-titan-019, 020) were not used and come out within 3 %.',
};

export const profileEvidence: Partial<
  Record<keyof typeof trainingSpeedProfiles | keyof typeof nvidiaExamples, Evidence>
> = {
  hf: {
    source: 'fitcheck',
    records: ['canifinetune-rtx4080-r01 … r11', 'fitcheck-t4-…: 43 runs', 'tt-hfbert-001 … 009'],
    note: 'Fitted: matmul, traffic, launch. Attention set: kernels that take a mask. The RTX 4080 runs are a few steps long and slower than estimated where a sequence is long.',
  },
  qwen: {
    source: 'qwen-readme',
    records: ['tt-qwen-001 … 069: 53 runs of 1.8B to 72B on A100'],
    note: 'Fitted: matmul, traffic, launch. Attention set: FlashAttention 2. Full fine-tuning under ZeRO-3 takes up to twice the estimate.',
  },
  'fsdp-qlora': {
    source: 'fsdp-qlora-benchmarks',
    records: ['tt-fsdpq-001 … 032: 16 runs'],
    note: 'Fitted: matmul, launch. No overlap: with 0.95 the runs on cards without NVLink are 60 to 75 % too fast. The rest as llm-foundry.',
  },
  litgpt: sharedByFsdp,
  torchtitan: sharedByFsdp,
  'llm-foundry': sharedByFsdp,
  'nvidia-examples': {
    source: lambda,
    records: ['tt-lambda-…: 188 runs of BERT in containers with PyTorch 1.7 to 2'],
    note: 'Fitted: matmul, traffic, launch. BERT with eager attention, so attention goes with matmul.',
  },
  bert14: {
    source: lambda,
    records: ['tt-lambda-…: 22 runs of BERT in containers with PyTorch 1.4'],
    note: 'Fitted: matmul, traffic, launch.',
  },
  transformerXl: {
    source: lambda,
    records: ['tt-lambda-…: 289 runs of Transformer-XL in containers with PyTorch 1.7 to 2'],
    note: 'Fitted: matmul, traffic, launch.',
  },
  transformerXl14: {
    source: lambda,
    records: ['tt-lambda-…: 109 runs of Transformer-XL in containers with PyTorch 1.4'],
    note: 'Fitted: matmul, traffic, launch. The same job moves nearly three times what it does from PyTorch 1.7 on.',
  },
};

const all = ['all 914 runs that test training speed'];

export const sharedEvidence: Record<keyof typeof trainingSpeedConstants, Evidence> = {
  bandwidth: { source: 'roofline', records: [], note: 'Set; the traffic factors were fitted beside it.' },
  attentionBeforeAmpere: {
    source: 'fitcheck',
    records: ['fitcheck-t4-…: 22 runs with SDPA'],
    note: 'Fitted with hf. One card; set for Volta and the rest of Turing.',
  },
  largeCache: {
    source: lambda,
    records: ['runs on RTX 4090 and RTX 6000 Ada', 'canifinetune-rtx4080-r01 … r11'],
    note: 'Fitted with the profiles. Taken over for Blackwell of GeForce and RTX PRO, of which no run is published.',
  },
  mixedTraffic: {
    source: lambda,
    records: ['Transformer-XL in fp16; BERT in containers with PyTorch 2', 'tt-hfbert-004, 005, 009'],
    note: 'Fitted with the profiles.',
  },
  kbitTraffic: { source: 'fitcheck', records: [], note: 'Counted: four bytes an element in place of two.' },
  adaptiveSoftmaxBytes: {
    source: lambda,
    records: ['Transformer-XL base against large'],
    note: 'Fitted with the profiles. What the selections of clusters and their gradients move cannot be counted from the code alone.',
  },
  wattsPerTflops: {
    source: lambda,
    records: all,
    note: 'Fitted with the profiles: T4 and Quadro, A100 PCIe, A10 and A4000, RTX 6000 Ada, H100 and B200 bound them.',
  },
  nvlink: {
    source: 'roofline',
    records: [],
    note: 'Set. Other values change no median error by more than 0.3 points.',
  },
  pcie: { source: 'roofline', records: [], note: 'Set, as nvlink.' },
  network: { source: 'roofline', records: [], note: 'Set, as nvlink.' },
  throughHost: {
    source: lambda,
    records: ['runs on two to eight GeForce cards', 'tt-fsdpq-001 … 017'],
    note: 'Fitted with the profiles. Machines differ: two RTX 3090 of tt-fsdpq-004 exchange at less than half of it.',
  },
  compiled: {
    source: 'torchtitan-benchmarks',
    records: ['tt-titan-008, 009'],
    note: 'Set: compiling raised the rate by 16 %. The card of these two runs is not in the catalog.',
  },
};
