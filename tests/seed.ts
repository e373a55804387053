/**
 * Property tests draw the same inputs at every run, so that a change is what makes one fail. `HEADROOM_SEED` draws others:
 * `HEADROOM_SEED=$RANDOM npm test -- unit`.
 */
import fc from 'fast-check';

export const seed = Number(process.env['HEADROOM_SEED'] ?? 20261126);

fc.configureGlobal({ seed });
