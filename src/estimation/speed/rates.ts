import { constants as c } from '../constants.ts';
import { trainingSpeedConstants as s } from '../profiles/training-speed.ts';
import type { EstimationGpu, Precision } from '../types.ts';

/**
 * Dense peak rate in FLOP/s at which a card computes in a precision, through the fastest path that accumulates in fp32.
 * Without Tensor Cores that is the fp32 path even where fp16 arithmetic is faster (P100, GTX 16): it would sum in fp16.
 */
export function peakRate(gpu: EstimationGpu, precision: Precision): number {
  let tflops = gpu.fp32Tflops;
  if (precision === 'tf32') tflops = gpu.tensor?.tf32 ?? tflops;
  else if (precision === 'fp16' || precision === 'fp16-mixed') tflops = gpu.tensor?.fp16Acc32 ?? tflops;
  else if (precision !== 'fp32') {
    const bf16 = gpu.tensor?.bf16 ?? gpu.fp32Tflops * c.emulatedBf16;
    tflops = precision === 'fp8-mixed' ? (gpu.tensor?.fp8Acc32 ?? bf16) : bf16;
  }
  return tflops * 1e12;
}

/** Ada, and the Blackwell of GeForce and RTX PRO: little bandwidth beside a large second-level cache. */
const isAdaLike = (cc: number): boolean => cc === 8.9 || cc >= 12;

/** Which of the processes of `wattsPerTflops` a card is made in. */
export const processOf = ({ computeCapability: cc }: EstimationGpu): number =>
  cc < 8 ? 0 : cc < 8.9 ? 1 : isAdaLike(cc) ? 2 : 3;

/**
 * Share of its boost clock that a card holds while its Tensor Cores work: the board's power limit over what they
 * would draw at full clock. A T4 has 70 W for half of what a Quadro RTX 8000 does with 260.
 */
export function sustainedClock(gpu: EstimationGpu): number {
  const peak = gpu.tensor?.fp16Acc32;
  return peak ? Math.min(1, gpu.tdpW / (s.wattsPerTflops[processOf(gpu)]! * peak)) : 1;
}

/** Bytes per second that kernels stream from memory. */
export const streamRate = (gpu: EstimationGpu): number => gpu.memoryBandwidthGbps * 1e9 * s.bandwidth;

/** What a large second-level cache makes of it where one kernel reads what the last one wrote. */
export const cacheFactor = ({ computeCapability }: EstimationGpu): number =>
  isAdaLike(computeCapability) ? s.largeCache : 1;
