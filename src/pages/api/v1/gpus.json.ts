import type { APIRoute } from 'astro';
import { gpus } from '../../../../catalog/index.ts';
import { catalogResponse } from './catalog-response.ts';

const units = {
  baseClockMhz: 'MHz',
  boostClockMhz: 'MHz',
  tensorClockMhz: 'MHz',
  memoryGb: 'GiB (2^30 bytes), as printed on the box',
  memoryBusBits: 'bit',
  memoryDataRateGbps: 'Gbit/s per pin',
  memoryBandwidthGbps: 'GB/s (10^9 bytes)',
  usableBytes: 'byte',
  l2CacheMb: 'MiB (2^20 bytes)',
  tdpW: 'W',
  launchPriceUsd: 'USD at launchDate',
  foundersEditionPriceUsd: 'USD at launchDate',
  nvlink: 'GB/s (10^9 bytes), both directions together',
  fp32Tflops: 'TFLOPS, CUDA cores',
  fp16Tflops: 'TFLOPS, CUDA cores',
  fp64Tflops: 'TFLOPS, CUDA cores',
  tensor: 'dense TFLOPS (int8, fp4: TOPS), Tensor Cores, never with sparsity',
};

export const GET: APIRoute = () => catalogResponse('gpus', gpus, units);
