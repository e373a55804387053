import { constants as c } from '../constants.ts';
import type { EstimationGpu, Precision } from '../types.ts';

/** Plain arithmetic in fp16: cards that run it slower than fp32 (Pascal GeForce) are used through fp32 by libraries. */
const fp16Rate = (gpu: EstimationGpu): number =>
  gpu.tensor?.fp16Acc32 ?? Math.max(gpu.fp16Tflops, gpu.fp32Tflops);

/** Dense peak rate in FLOP/s at which a card computes in a precision, through the fastest path that accumulates in fp32. */
export function peakRate(gpu: EstimationGpu, precision: Precision): number {
  let tflops = gpu.fp32Tflops;
  if (precision === 'tf32') tflops = gpu.tensor?.tf32 ?? tflops;
  else if (precision === 'fp16' || precision === 'fp16-mixed') tflops = fp16Rate(gpu);
  else if (precision !== 'fp32') {
    const bf16 = gpu.tensor?.bf16 ?? gpu.fp32Tflops * c.emulatedBf16;
    tflops = precision === 'fp8-mixed' ? (gpu.tensor?.fp8Acc32 ?? bf16) : bf16;
  }
  return tflops * 1e12;
}
