import type { MemoryPart } from '../../estimation/types.ts';

/** The pattern and colour of each part are the `mem-…` classes of `src/styles/tokens.css`. */
export const partClass: Record<MemoryPart, string> = {
  weights: 'mem-weights',
  gradients: 'mem-gradients',
  optimizerStates: 'mem-optimizer',
  activations: 'mem-activations',
  logits: 'mem-logits',
  kvCache: 'mem-kv-cache',
  temporary: 'mem-temporary',
  context: 'mem-context',
};
