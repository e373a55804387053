/** Names of the moments of a training step, apart from what works them out: an address may hold one. */

/** The seven steps of the guide. */
export const phases = [
  'data',
  'design',
  'initialisation',
  'forward',
  'backward',
  'update',
  'fine-tuning',
] as const;
export type Phase = (typeof phases)[number];

/** The moments of each phase in their order; those of blocks of layers come once for each block. */
export const momentsOf = {
  data: ['data'],
  design: ['design'],
  initialisation: ['context', 'weights', 'states'],
  forward: ['batch', 'accumulated', 'embedding', 'forward', 'head', 'loss'],
  backward: ['backward-head', 'recompute', 'backward', 'backward-embedding'],
  update: ['update', 'zero-grad'],
  'fine-tuning': ['finetune'],
} as const satisfies Record<Phase, readonly string[]>;
export type Moment = (typeof momentsOf)[Phase][number];

/** Blocks that the layers of a model are taken in; more would be a list to read, not a step to watch. */
export const mostBlocks = 8;
