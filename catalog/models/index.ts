import type { Model } from '../types.ts';
import { bert } from './bert.ts';
import { gpt2 } from './gpt2.ts';
import { llama } from './llama.ts';
import { mistral } from './mistral.ts';
import { qwen } from './qwen.ts';

/** Models by the file they stand in. */
export const modelFiles: Record<string, Model[]> = {
  'models/bert.ts': bert,
  'models/gpt2.ts': gpt2,
  'models/llama.ts': llama,
  'models/mistral.ts': mistral,
  'models/qwen.ts': qwen,
};
