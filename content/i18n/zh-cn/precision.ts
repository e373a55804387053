import type { precision as en } from '../en/precision.ts';

export const precision: typeof en = {};
