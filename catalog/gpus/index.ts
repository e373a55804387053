import type { StoredGpu } from '../types.ts';
import { ada } from './ada.ts';
import { ampere } from './ampere.ts';
import { blackwell } from './blackwell.ts';
import { hopper } from './hopper.ts';
import { pascal } from './pascal.ts';
import { turing } from './turing.ts';
import { volta } from './volta.ts';

/** Stored cards by the file they stand in. */
export const gpuFiles: Record<string, StoredGpu[]> = {
  'gpus/pascal.ts': pascal,
  'gpus/volta.ts': volta,
  'gpus/turing.ts': turing,
  'gpus/ampere.ts': ampere,
  'gpus/ada.ts': ada,
  'gpus/hopper.ts': hopper,
  'gpus/blackwell.ts': blackwell,
};
