import type { StoredGpu, TensorRates } from './types.ts';

/**
 * What one streaming multiprocessor (SM) does in one clock, and the rates that follow for a card. Numbers only, so that
 * a browser can run it; names, sources and what the formats mean stand in `architectures.ts`.
 */

/** Work of one SM. FLOP counts a fused multiply-add as two. */
export interface SmRates {
  coresPerSm: number;
  tensorCoresPerSm: number;
  /** CUDA cores. `null`: not supported in hardware, or no figure was read. */
  cudaFlopPerClock: { fp32: number; fp16: number; bf16: number | null; fp64: number };
  /** Tensor Cores, dense, at the full rate; `null` for a format they do not multiply, or whose figure was not read. */
  tensorFlopPerClock: TensorRates | null;
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

/** TF32 at half the rate of `half`, FP16 and BF16; INT8 at twice. */
const fromAmpere = (half: number): TensorRates => ({
  ...none,
  fp16Acc16: half,
  fp16Acc32: half,
  bf16: half,
  tf32: half / 2,
  int8: 2 * half,
});

const consumerBlackwell: SmRates = {
  coresPerSm: 128,
  tensorCoresPerSm: 4,
  cudaFlopPerClock: { fp32: 256, fp16: 256, bf16: 256, fp64: 4 },
  tensorFlopPerClock: { ...fromAmpere(1024), fp8Acc16: 2048, fp8Acc32: 2048, fp4: 4096 },
};

/** By compute capability, as NVIDIA writes it. */
export const smRates: Record<string, SmRates> = {
  '6.0': {
    coresPerSm: 64,
    tensorCoresPerSm: 0,
    cudaFlopPerClock: { fp32: 128, fp16: 256, bf16: null, fp64: 64 },
    tensorFlopPerClock: null,
  },
  '6.1': {
    coresPerSm: 128,
    tensorCoresPerSm: 0,
    // Native half-precision arithmetic runs at 1/64 of FP32; libraries therefore compute FP16 data in FP32.
    cudaFlopPerClock: { fp32: 256, fp16: 4, bf16: null, fp64: 8 },
    tensorFlopPerClock: null,
  },
  '7.0': {
    coresPerSm: 64,
    tensorCoresPerSm: 8,
    cudaFlopPerClock: { fp32: 128, fp16: 256, bf16: null, fp64: 64 },
    tensorFlopPerClock: { ...none, fp16Acc16: 1024, fp16Acc32: 1024 },
  },
  '7.5': {
    coresPerSm: 64,
    tensorCoresPerSm: 8,
    cudaFlopPerClock: { fp32: 128, fp16: 256, bf16: null, fp64: 4 },
    tensorFlopPerClock: { ...none, fp16Acc16: 1024, fp16Acc32: 1024, int8: 2048 },
  },
  '8.0': {
    coresPerSm: 64,
    tensorCoresPerSm: 4,
    cudaFlopPerClock: { fp32: 128, fp16: 512, bf16: 256, fp64: 64 },
    tensorFlopPerClock: fromAmpere(2048),
  },
  '8.6': {
    coresPerSm: 128,
    tensorCoresPerSm: 4,
    cudaFlopPerClock: { fp32: 256, fp16: 256, bf16: 256, fp64: 4 },
    tensorFlopPerClock: fromAmpere(1024),
  },
  '8.9': {
    coresPerSm: 128,
    tensorCoresPerSm: 4,
    cudaFlopPerClock: { fp32: 256, fp16: 256, bf16: 256, fp64: 4 },
    tensorFlopPerClock: { ...fromAmpere(1024), fp8Acc16: 2048, fp8Acc32: 2048 },
  },
  '9.0': {
    coresPerSm: 128,
    tensorCoresPerSm: 4,
    cudaFlopPerClock: { fp32: 256, fp16: 512, bf16: 512, fp64: 128 },
    tensorFlopPerClock: { ...fromAmpere(4096), fp8Acc32: 8192 },
  },
  '10.0': {
    coresPerSm: 128,
    tensorCoresPerSm: 4,
    cudaFlopPerClock: { fp32: 256, fp16: 256, bf16: null, fp64: 128 },
    tensorFlopPerClock: { ...fromAmpere(8192), fp8Acc32: 16384, fp4: 32768 },
  },
  '10.3': {
    coresPerSm: 128,
    tensorCoresPerSm: 4,
    cudaFlopPerClock: { fp32: 256, fp16: 256, bf16: null, fp64: 4 },
    tensorFlopPerClock: { ...fromAmpere(8192), int8: null, fp8Acc32: 16384, fp4: 49152 },
  },
  '12.0': consumerBlackwell,
  '12.1': consumerBlackwell,
};

/**
 * @throws {Error} when nothing is known about the compute capability.
 */
export function smRatesOf({ computeCapability }: Pick<StoredGpu, 'computeCapability'>): SmRates {
  const rates = smRates[computeCapability.toFixed(1)];
  if (!rates) throw new Error(`no rates for compute capability ${computeCapability}`);
  return rates;
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
  return round(tflops(smRatesOf(gpu).cudaFlopPerClock[format], gpu.smCount, gpu.boostClockMhz), 4);
}

/** Memory bandwidth in GB/s (10^9 bytes): bus width times data rate per pin, in bytes; `null` without a data rate. */
export function bandwidthGbps(gpu: Pick<StoredGpu, 'memoryBusBits' | 'memoryDataRateGbps'>): number | null {
  return gpu.memoryDataRateGbps && round((gpu.memoryBusBits * gpu.memoryDataRateGbps) / 8, 1);
}

/** The rates that accumulate in FP32, which GeForce cards run at half speed. */
const accumulatesInFp32: ReadonlySet<string> = new Set(['fp16Acc32', 'bf16', 'tf32', 'fp8Acc32']);

/**
 * Whether products that accumulate in FP32 (FP16, BF16, TF32 and FP8 alike) run at half the Tensor Core rate:
 * they do on every GeForce card with Tensor Cores, desktop and laptop, and on no TITAN or workstation card.
 */
export function halvesFp32Accumulation(gpu: Pick<StoredGpu, 'series'>): boolean {
  return gpu.series.startsWith('GeForce');
}

/** Dense Tensor Core rates by the rule alone, in TFLOPS (INT8, FP4: TOPS); `null` without Tensor Cores. */
export function tensorRates(
  gpu: Pick<StoredGpu, 'computeCapability' | 'series' | 'smCount' | 'tensorCores' | 'boostClockMhz'> & {
    tensorClockMhz?: number | null | undefined;
  },
): TensorRates | null {
  const perClock = smRatesOf(gpu).tensorFlopPerClock;
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
