import { smRates, type SmRates } from './rates.ts';
import type { StoredGpu } from './types.ts';

/** Number formats that Tensor Cores multiply. */
export type TensorFormat = 'fp64' | 'tf32' | 'bf16' | 'fp16' | 'fp8' | 'fp6' | 'fp4' | 'int8' | 'int4';

/** What a compute capability is and can compute; its rates per SM and clock are those of `rates.ts`. */
export interface Architecture extends SmRates {
  /** Name of the architecture: Ampere. */
  name: string;
  /** Formats that the Tensor Cores multiply. What is missing runs on the CUDA cores, is emulated, or not at all. */
  tensorFormats: TensorFormat[];
  /** Generation of the Tensor Cores; `null` without. */
  tensorCoreGen: number | null;
  /** Ray tracing cores of one SM; 0 without. */
  rtCoresPerSm: number;
  /** Ids of the sources of all but the Tensor Core rates. */
  sources: string[];
  /** Ids of the sources of the Tensor Core rates. */
  tensorSources: string[];
  /** Fields whose figures no source was read for, or only one that carries them over from a sibling. */
  unverified: ('cudaFlopPerClock.fp16' | 'tensorFlopPerClock')[];
}

type Words = Omit<Architecture, keyof SmRates>;

const words: Record<string, Words> = {
  '6.0': {
    name: 'Pascal',
    tensorFormats: [],
    tensorCoreGen: null,
    rtCoresPerSm: 0,
    sources: ['nvidia-cuda-guide-older', 'nvidia-ampere-blog'],
    tensorSources: [],
    unverified: [],
  },
  '6.1': {
    name: 'Pascal',
    tensorFormats: [],
    tensorCoreGen: null,
    rtCoresPerSm: 0,
    sources: ['nvidia-cuda-guide-older'],
    tensorSources: [],
    unverified: [],
  },
  '7.0': {
    name: 'Volta',
    tensorFormats: ['fp16'],
    tensorCoreGen: 1,
    rtCoresPerSm: 0,
    sources: ['nvidia-cuda-guide-older', 'nvidia-ampere-blog'],
    tensorSources: ['nvidia-ampere-blog'],
    unverified: [],
  },
  '7.5': {
    name: 'Turing',
    tensorFormats: ['fp16', 'int8', 'int4'],
    tensorCoreGen: 2,
    rtCoresPerSm: 1,
    sources: ['nvidia-cuda-guide-older', 'nvidia-turing-blog', 'nvidia-cuda-guides-13-4'],
    tensorSources: ['nvidia-turing-blog'],
    unverified: [],
  },
  '8.0': {
    name: 'Ampere',
    tensorFormats: ['fp64', 'tf32', 'bf16', 'fp16', 'int8', 'int4'],
    tensorCoreGen: 3,
    rtCoresPerSm: 0,
    sources: ['nvidia-cuda-guide-older', 'nvidia-ampere-blog', 'nvidia-cuda-guides-13-4'],
    tensorSources: ['nvidia-ampere-blog'],
    unverified: [],
  },
  '8.6': {
    name: 'Ampere',
    tensorFormats: ['tf32', 'bf16', 'fp16', 'int8', 'int4'],
    tensorCoreGen: 3,
    rtCoresPerSm: 1,
    sources: ['nvidia-cuda-guide-older', 'nvidia-ga102-whitepaper', 'nvidia-cuda-guides-13-4'],
    tensorSources: ['nvidia-ga102-whitepaper'],
    unverified: [],
  },
  '8.9': {
    name: 'Ada Lovelace',
    tensorFormats: ['tf32', 'bf16', 'fp16', 'fp8', 'int8', 'int4'],
    tensorCoreGen: 4,
    rtCoresPerSm: 1,
    sources: ['nvidia-ada-whitepaper', 'nvidia-cuda-guides-13-4'],
    tensorSources: ['nvidia-ada-whitepaper'],
    unverified: [],
  },
  '9.0': {
    name: 'Hopper',
    tensorFormats: ['fp64', 'tf32', 'bf16', 'fp16', 'fp8', 'int8'],
    tensorCoreGen: 4,
    rtCoresPerSm: 0,
    sources: ['nvidia-hopper-blog', 'nvidia-cuda-guides-13-4'],
    tensorSources: ['nvidia-hopper-blog', 'ml-engineering'],
    unverified: [],
  },
  '10.0': {
    name: 'Blackwell',
    tensorFormats: ['fp64', 'tf32', 'bf16', 'fp16', 'fp8', 'fp6', 'fp4', 'int8'],
    tensorCoreGen: 5,
    rtCoresPerSm: 0,
    sources: ['nvidia-cuda-guides-13-4', 'xla'],
    tensorSources: ['ml-engineering', 'xla'],
    unverified: ['cudaFlopPerClock.fp16'],
  },
  '10.3': {
    name: 'Blackwell Ultra',
    tensorFormats: ['tf32', 'bf16', 'fp16', 'fp8', 'fp6', 'fp4', 'int8'],
    tensorCoreGen: 5,
    rtCoresPerSm: 0,
    sources: ['nvidia-cuda-guides-13-4', 'xla'],
    tensorSources: ['ml-engineering'],
    unverified: ['cudaFlopPerClock.fp16', 'tensorFlopPerClock'],
  },
  '12.0': {
    name: 'Blackwell',
    tensorFormats: ['tf32', 'bf16', 'fp16', 'fp8', 'fp6', 'fp4', 'int8'],
    tensorCoreGen: 5,
    rtCoresPerSm: 1,
    sources: ['nvidia-cuda-guides-13-4'],
    tensorSources: ['nvidia-blackwell-whitepaper', 'nvidia-rtx-pro-blackwell-whitepaper'],
    unverified: [],
  },
  '12.1': {
    name: 'Blackwell',
    tensorFormats: ['tf32', 'bf16', 'fp16', 'fp8', 'fp6', 'fp4', 'int8'],
    tensorCoreGen: 5,
    rtCoresPerSm: 1,
    sources: ['nvidia-cuda-guides-13-4'],
    // Carried over from 12.0.
    tensorSources: ['nvidia-blackwell-whitepaper', 'nvidia-rtx-pro-blackwell-whitepaper'],
    unverified: ['tensorFlopPerClock'],
  },
};

/** What each compute capability is and can compute, by its name as NVIDIA writes it: `8.6`. */
export const architectures: Record<string, Architecture> = Object.fromEntries(
  Object.entries(words).map(([capability, architecture]) => [
    capability,
    { ...architecture, ...smRates[capability]! },
  ]),
);

/**
 * The rules of a card's compute capability.
 * @throws {Error} when the compute capability is not in `architectures`.
 */
export function architectureOf(gpu: Pick<StoredGpu, 'computeCapability'>): Architecture {
  const architecture = architectures[gpu.computeCapability.toFixed(1)];
  if (!architecture) throw new Error(`no architecture for compute capability ${gpu.computeCapability}`);
  return architecture;
}
