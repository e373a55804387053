import type { StoredMeasurement } from '../types.ts';
import { canIFinetuneThis } from './can-i-finetune-this.ts';

/** Published runs by the file they stand in. */
export const measurementFiles: Record<string, StoredMeasurement[]> = {
  'measurements/can-i-finetune-this.ts': canIFinetuneThis,
};
