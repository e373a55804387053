import type { APIRoute } from 'astro';
import { measurements } from '../../../../catalog/index.ts';
import { catalogResponse } from './catalog-response.ts';

const units = {
  sequenceLength: 'token',
  published: 'as its unit says',
  allocatedBytes: 'byte, peak of torch.cuda.max_memory_allocated',
  reservedBytes: 'byte, peak of torch.cuda.max_memory_reserved',
  processBytes: 'byte, as nvidia-smi shows',
  tokensPerSecond: 'token/s',
};

export const GET: APIRoute = () => catalogResponse('measurements', measurements, units);
