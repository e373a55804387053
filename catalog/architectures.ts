import type { StoredGpu, TensorRates } from './types.ts';

/** Work of one streaming multiprocessor in one clock, in FLOP (a fused multiply-add counts as two). */
export interface Architecture {
  name: string;
  /** CUDA cores, without Tensor Cores. */
  cudaFlopPerClock: { fp32: number; fp16: number; fp64: number };
  /**
   * Tensor Cores, dense, at the full rate. `null` for the whole: no Tensor Cores; for one format: not supported
   * (`fp8Acc16` on Hopper: no figure was read).
   */
  tensorFlopPerClock: TensorRates | null;
  tensorCoreGen: number | null;
  tensorCoresPerSm: number;
  rtCoresPerSm: number;
  sources: string[];
  /** Sources of the Tensor Core rates. */
  tensorSources: string[];
}

const none: TensorRates = {
  fp16Acc16: null,
  fp16Acc32: null,
  bf16: null,
  tf32: null,
  fp8Acc16: null,
  fp8Acc32: null,
  int8: null,
  fp4: null,
};

/** By compute capability, as NVIDIA writes it. */
export const architectures: Record<string, Architecture> = {
  '6.0': {
    name: 'Pascal',
    cudaFlopPerClock: { fp32: 128, fp16: 256, fp64: 64 },
    tensorFlopPerClock: null,
    tensorCoreGen: null,
    tensorCoresPerSm: 0,
    rtCoresPerSm: 0,
    sources: ['nvidia-cuda-guide-older', 'nvidia-ampere-blog'],
    tensorSources: [],
  },
  '6.1': {
    name: 'Pascal',
    // Native half-precision arithmetic runs at 1/64 of FP32; libraries therefore compute FP16 data in FP32.
    cudaFlopPerClock: { fp32: 256, fp16: 4, fp64: 8 },
    tensorFlopPerClock: null,
    tensorCoreGen: null,
    tensorCoresPerSm: 0,
    rtCoresPerSm: 0,
    sources: ['nvidia-cuda-guide-older'],
    tensorSources: [],
  },
  '7.0': {
    name: 'Volta',
    cudaFlopPerClock: { fp32: 128, fp16: 256, fp64: 64 },
    tensorFlopPerClock: { ...none, fp16Acc16: 1024, fp16Acc32: 1024 },
    tensorCoreGen: 1,
    tensorCoresPerSm: 8,
    rtCoresPerSm: 0,
    sources: ['nvidia-cuda-guide-older', 'nvidia-ampere-blog'],
    tensorSources: ['nvidia-ampere-blog'],
  },
  '7.5': {
    name: 'Turing',
    cudaFlopPerClock: { fp32: 128, fp16: 256, fp64: 4 },
    tensorFlopPerClock: { ...none, fp16Acc16: 1024, fp16Acc32: 1024, int8: 2048 },
    tensorCoreGen: 2,
    tensorCoresPerSm: 8,
    rtCoresPerSm: 1,
    sources: ['nvidia-cuda-guide-older', 'nvidia-turing-blog', 'nvidia-cuda-guides-13-4'],
    tensorSources: ['nvidia-turing-blog'],
  },
  '8.0': {
    name: 'Ampere',
    cudaFlopPerClock: { fp32: 128, fp16: 512, fp64: 64 },
    tensorFlopPerClock: {
      ...none,
      fp16Acc16: 2048,
      fp16Acc32: 2048,
      bf16: 2048,
      tf32: 1024,
      int8: 4096,
    },
    tensorCoreGen: 3,
    tensorCoresPerSm: 4,
    rtCoresPerSm: 0,
    sources: ['nvidia-cuda-guide-older', 'nvidia-ampere-blog', 'nvidia-cuda-guides-13-4'],
    tensorSources: ['nvidia-ampere-blog'],
  },
  '8.6': {
    name: 'Ampere',
    cudaFlopPerClock: { fp32: 256, fp16: 256, fp64: 4 },
    tensorFlopPerClock: {
      ...none,
      fp16Acc16: 1024,
      fp16Acc32: 1024,
      bf16: 1024,
      tf32: 512,
      int8: 2048,
    },
    tensorCoreGen: 3,
    tensorCoresPerSm: 4,
    rtCoresPerSm: 1,
    sources: ['nvidia-cuda-guide-older', 'nvidia-ga102-whitepaper', 'nvidia-cuda-guides-13-4'],
    tensorSources: ['nvidia-ga102-whitepaper'],
  },
  '8.9': {
    name: 'Ada Lovelace',
    cudaFlopPerClock: { fp32: 256, fp16: 256, fp64: 4 },
    tensorFlopPerClock: {
      ...none,
      fp16Acc16: 1024,
      fp16Acc32: 1024,
      bf16: 1024,
      tf32: 512,
      fp8Acc16: 2048,
      fp8Acc32: 2048,
      int8: 2048,
    },
    tensorCoreGen: 4,
    tensorCoresPerSm: 4,
    rtCoresPerSm: 1,
    sources: ['nvidia-ada-whitepaper', 'nvidia-cuda-guides-13-4'],
    tensorSources: ['nvidia-ada-whitepaper'],
  },
  '9.0': {
    name: 'Hopper',
    cudaFlopPerClock: { fp32: 256, fp16: 512, fp64: 128 },
    tensorFlopPerClock: {
      ...none,
      fp16Acc16: 4096,
      fp16Acc32: 4096,
      bf16: 4096,
      tf32: 2048,
      fp8Acc32: 8192,
      int8: 8192,
    },
    tensorCoreGen: 4,
    tensorCoresPerSm: 4,
    rtCoresPerSm: 0,
    sources: ['nvidia-hopper-blog', 'nvidia-cuda-guides-13-4'],
    tensorSources: ['nvidia-hopper-blog', 'ml-engineering'],
  },
  '12.0': {
    name: 'Blackwell',
    cudaFlopPerClock: { fp32: 256, fp16: 256, fp64: 4 },
    tensorFlopPerClock: {
      fp16Acc16: 1024,
      fp16Acc32: 1024,
      bf16: 1024,
      tf32: 512,
      fp8Acc16: 2048,
      fp8Acc32: 2048,
      int8: 2048,
      fp4: 4096,
    },
    tensorCoreGen: 5,
    tensorCoresPerSm: 4,
    rtCoresPerSm: 1,
    sources: ['nvidia-cuda-guides-13-4'],
    tensorSources: ['nvidia-blackwell-whitepaper', 'nvidia-rtx-pro-blackwell-whitepaper'],
  },
};

/** The rates that accumulate in FP32, which GeForce cards run at half speed. */
const accumulatesInFp32: ReadonlySet<string> = new Set(['fp16Acc32', 'bf16', 'tf32', 'fp8Acc32']);

/**
 * The rules of a card's compute capability.
 * @throws {Error} when the compute capability is not in `architectures`.
 */
export function architectureOf(gpu: Pick<StoredGpu, 'computeCapability'>): Architecture {
  const architecture = architectures[gpu.computeCapability.toFixed(1)];
  if (!architecture) throw new Error(`no architecture for compute capability ${gpu.computeCapability}`);
  return architecture;
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** TFLOPS of `flopPerClock` FLOP per SM and clock on all SMs. */
const tflops = (flopPerClock: number, smCount: number, clockMhz: number): number =>
  (flopPerClock * smCount * clockMhz) / 1e6;

/** FP32 rate of the CUDA cores in TFLOPS: each core does one fused multiply-add (2 FLOP) per clock. */
export function fp32Tflops(gpu: Pick<StoredGpu, 'cudaCores' | 'boostClockMhz'>): number {
  return round((2 * gpu.cudaCores * gpu.boostClockMhz) / 1e6, 2);
}

/** Rate of the CUDA cores in TFLOPS in a format whose rate the architecture sets per SM. */
export function cudaTflops(
  gpu: Pick<StoredGpu, 'computeCapability' | 'smCount' | 'boostClockMhz'>,
  format: 'fp16' | 'fp64',
): number {
  return round(tflops(architectureOf(gpu).cudaFlopPerClock[format], gpu.smCount, gpu.boostClockMhz), 4);
}

/** Memory bandwidth in GB/s (10^9 bytes): bus width times data rate per pin, in bytes. */
export function bandwidthGbps(gpu: Pick<StoredGpu, 'memoryBusBits' | 'memoryDataRateGbps'>): number {
  return round((gpu.memoryBusBits * gpu.memoryDataRateGbps) / 8, 1);
}

/**
 * Whether products that accumulate in FP32 (FP16, BF16, TF32 and FP8 alike) run at half the Tensor Core rate:
 * they do on every GeForce card with Tensor Cores, and on no TITAN, workstation or data-center card.
 */
export function halvesFp32Accumulation(gpu: Pick<StoredGpu, 'series'>): boolean {
  return gpu.series.startsWith('GeForce');
}

/** Dense Tensor Core rates by the rule alone, in TFLOPS (INT8, FP4: TOPS); `null` without Tensor Cores. */
export function tensorRates(gpu: StoredGpu): TensorRates | null {
  const perClock = architectureOf(gpu).tensorFlopPerClock;
  if (!perClock || gpu.tensorCores === 0) return null;
  const clockMhz = gpu.tensorClockMhz ?? gpu.boostClockMhz;
  const rates = { ...none };
  for (const rate of Object.keys(perClock) as (keyof TensorRates)[]) {
    const full = perClock[rate];
    if (full === null) continue;
    const factor = accumulatesInFp32.has(rate) && halvesFp32Accumulation(gpu) ? 0.5 : 1;
    rates[rate] = round(tflops(full * factor, gpu.smCount, clockMhz), 1);
  }
  return rates;
}
