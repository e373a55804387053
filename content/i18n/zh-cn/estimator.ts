import type { estimator as en } from '../en/estimator.ts';

export const estimator: typeof en = {};
