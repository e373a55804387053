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
}

const hf: TrainingSpeedProfile = { matmul: 0.85, attention: 0.065, traffic: 1.9, launch: 1.17e-3 };

/** A framework that is missing here is estimated as Transformers. */
export const trainingSpeedProfiles: Partial<Record<TrainingFramework, TrainingSpeedProfile>> & {
  hf: TrainingSpeedProfile;
} = {
  hf,
  qwen: { matmul: 0.85, attention: 0.5, traffic: 1.67, launch: 8e-4 },
  'fsdp-qlora': { ...hf },
  litgpt: { ...hf },
  torchtitan: { ...hf },
  'llm-foundry': { ...hf },
  'nvidia-examples': { matmul: 0.9, attention: 0.3, traffic: 1.3, launch: 3e-3 },
};

/** NVIDIA's examples hold two networks and stood in two generations of containers: PyTorch 1.4, and from 1.7 on. */
export const nvidiaExamples: Record<'bert14' | 'transformerXl' | 'transformerXl14', TrainingSpeedProfile> = {
  bert14: { matmul: 0.93, attention: 0.3, traffic: 1.77, launch: 4e-3 },
  transformerXl: { matmul: 0.52, attention: 0.3, traffic: 2.6, launch: 1.5e-3 },
  transformerXl14: { matmul: 0.86, attention: 0.3, traffic: 6.6, launch: 3.4e-3 },
};

/** What all frameworks share. */
export const trainingSpeedConstants = {
  /** Share of the memory bandwidth that streaming kernels reach. */
  bandwidth: 0.8,
  /** Further factor where the second-level cache holds what one kernel hands to the next (Ada, GeForce Blackwell). */
  largeCache: 1.5,
  /** Factor on the pointwise traffic of 16-bit training that keeps part of its tensors in fp32. */
  mixedTraffic: 1.25,
  /** The same where the whole residual stream is fp32: k-bit preparation of PEFT. */
  kbitTraffic: 2,
  /** Bytes for each class of Transformer-XL's adaptive softmax, with its selections and their gradients. */
  adaptiveSoftmaxBytes: 600,
  /** Board power that fp16 products draw, watts per TFLOPS: Volta and Turing, Ampere, Ada, Hopper and Blackwell. */
  wattsPerTflops: [2.2, 1.45, 1.9, 0.7],
  /** Share of the rate of NVLink, PCI Express and the network between machines that collectives reach. */
  nvlink: 0.7,
  pcie: 0.7,
  network: 0.7,
  /** Share of the traffic between cards that can hide behind computation. */
  overlap: 0.7,
  /** What compiling leaves of pointwise traffic and of launches. */
  compiled: 0.5,
  /** Exponent of the norm that joins the card's time and the processor's: large, the longer of the two alone decides. */
  launchNorm: 4,
};
