/**
 * How fast each training framework turns a card's peak into work. The numbers were fitted to published runs, or set
 * and the others fitted beside them; `training-speed-evidence.ts` says which runs, and stays out of pages.
 */
import type { TrainingFramework } from '../types.ts';

export interface TrainingSpeedProfile {
  /** Share of the sustained dense rate that matrix products reach. */
  matmul: number;
  /** The same for scores and values of attention in one fused kernel. */
  attention: number;
  /** Times that what pointwise kernels must move at least crosses the memory bus. */
  traffic: number;
  /** Seconds in which the processor launches one layer of a plain transformer in one pass, while the card works. */
  launch: number;
  /** Share of the traffic between cards that can hide behind computation. */
  overlap: number;
}

/** Where runs on several cards hide what they exchange behind computation. */
const overlap = 0.95;

const hf: TrainingSpeedProfile = { matmul: 0.69, attention: 0.2, traffic: 1.8, launch: 1.2e-3, overlap };

/** Frameworks that spread one run over many cards with FSDP. */
const fsdp: TrainingSpeedProfile = { matmul: 0.86, attention: 0.29, traffic: 1.1, launch: 1.1e-3, overlap };

/** A framework that is missing here is estimated as Transformers. */
export const trainingSpeedProfiles: Partial<Record<TrainingFramework, TrainingSpeedProfile>> & {
  hf: TrainingSpeedProfile;
} = {
  hf,
  qwen: { ...hf, matmul: 0.71, attention: 0.6, traffic: 1.3, launch: 4.6e-4 },
  'fsdp-qlora': { ...fsdp, matmul: 0.79, launch: 4.6e-3, overlap: 0 },
  litgpt: fsdp,
  torchtitan: fsdp,
  'llm-foundry': fsdp,
  'nvidia-examples': { matmul: 0.65, attention: 0.3, traffic: 1, launch: 2.5e-3, overlap },
};

/** NVIDIA's examples hold two networks and stood in two generations of containers: PyTorch 1.4, and from 1.7 on. */
export const nvidiaExamples: Record<'bert14' | 'transformerXl' | 'transformerXl14', TrainingSpeedProfile> = {
  bert14: { matmul: 0.93, attention: 0.3, traffic: 1.7, launch: 3e-3, overlap },
  transformerXl: { matmul: 0.51, attention: 0.3, traffic: 2.1, launch: 1.3e-3, overlap },
  transformerXl14: { matmul: 0.95, attention: 0.3, traffic: 5.4, launch: 2.5e-3, overlap },
};

/** What all frameworks share. */
export const trainingSpeedConstants = {
  /** Share of the memory bandwidth that streaming kernels reach. */
  bandwidth: 0.8,
  /** Share of the dense rate that fused attention reaches before Ampere, where FlashAttention does not run. */
  attentionBeforeAmpere: 0.06,
  /** Further factor where the second-level cache holds what one kernel hands to the next (Ada, GeForce Blackwell). */
  largeCache: 2.5,
  /** Factor on the pointwise traffic of 16-bit training that keeps part of its tensors in fp32. */
  mixedTraffic: 1.2,
  /** The same where the whole residual stream is fp32: k-bit preparation of PEFT. */
  kbitTraffic: 2,
  /** Bytes for each class of Transformer-XL's adaptive softmax, with its selections and their gradients. */
  adaptiveSoftmaxBytes: 680,
  /** Board power that fp16 products draw, watts per TFLOPS: Volta and Turing, Ampere, Ada, Hopper and Blackwell. */
  wattsPerTflops: [1.9, 1.3, 2.4, 0.95],
  /** Share of the rate of NVLink, PCI Express and the network between machines that collectives reach. */
  nvlink: 0.7,
  pcie: 0.8,
  network: 0.7,
  /** Share of that rate of PCI Express that is left where cards exchange through the machine's memory. */
  throughHost: 0.6,
  /** What compiling leaves of pointwise traffic and of launches. */
  compiled: 0.5,
};
