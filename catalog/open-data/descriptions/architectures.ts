import { aboutTheRecord, capital, rates, type Descriptions } from './words.ts';

const perClock = 'FLOP per SM and clock; a fused multiply-add counts as two';

export const architectureDescriptions: Descriptions = {
  computeCapability: 'Compute capability as NVIDIA writes it, as a number: 8.6, 12. gpus.json refers to it.',
  name: 'Name of the architecture.',
  coresPerSm: 'CUDA cores of one streaming multiprocessor (SM).',
  tensorCoresPerSm: 'Tensor Cores of one SM; 0 without.',
  rtCoresPerSm: 'Ray tracing cores of one SM; 0 without.',
  tensorCoreGen: 'Generation of the Tensor Cores; null without.',
  tensorFormats: 'Number formats that the Tensor Cores multiply.',
  cudaFlopPerClock: 'Work of the CUDA cores of one SM in one clock.',
  'cudaFlopPerClock.fp32': { text: 'FP32.', unit: perClock },
  'cudaFlopPerClock.fp16': { text: 'FP16.', unit: perClock },
  'cudaFlopPerClock.bf16': { text: 'BF16; null: not supported, or no figure was read.', unit: perClock },
  'cudaFlopPerClock.fp64': { text: 'FP64.', unit: perClock },
  tensorFlopPerClock:
    'Work of the Tensor Cores of one SM in one clock, dense, at the full rate (GeForce cards sum in FP32 at half of it); null without Tensor Cores.',
  ...rates(
    'tensorFlopPerClock',
    perClock,
    'operations per SM and clock',
    (rate, whole) => `tensor${capital(rate)}${whole ? 'Op' : 'Flop'}PerClock`,
  ),
  sources: aboutTheRecord.sources,
  'sources.*': aboutTheRecord['sources.*'],
  unverified: aboutTheRecord.unverified,
};
