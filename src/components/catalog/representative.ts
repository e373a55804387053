import { modelBySlug, type Model } from '#catalog';

/**
 * Language models that stand for their size where a page names one model: those that people start from today, of the
 * newest generation of each open family in the catalog (SmolLM2, Qwen3, Llama 3, Gemma 3, Mistral, Phi-4, gpt-oss,
 * DeepSeek V3; Qwen2.5 where Qwen3 has no size of its own). The largest model of all that fits would often be one that
 * nobody trains any more, such as OPT 30B. The first list is also the rows of the table on a card's page.
 */
const steps = [
  'smollm2-135m',
  'qwen3-0.6b',
  'llama-3.2-1b',
  'qwen3-4b',
  'llama-3.1-8b',
  'qwen3-14b',
  'gpt-oss-20b',
  'gemma-3-27b',
  'qwen3-32b',
  'llama-3.3-70b',
  'gpt-oss-120b',
  'qwen3-235b-a22b',
  'deepseek-v3',
];
const between = [
  'smollm2-360m',
  'smollm2-1.7b',
  'gemma-3-1b',
  'qwen3-1.7b',
  'llama-3.2-3b',
  'gemma-3-4b',
  'qwen3-8b',
  'gemma-3-12b',
  'mistral-nemo-12b',
  'phi-4',
  'mistral-small-24b',
  'qwen3-30b-a3b',
  'qwen2.5-72b',
  'llama-3.1-405b',
];

function bySize(slugs: readonly string[]): Model[] {
  return slugs
    .map((slug) => {
      const model = modelBySlug(slug);
      if (!model) throw new Error(`No model "${slug}" in the catalog`);
      return model;
    })
    .toSorted((a, b) => a.parameters - b.parameters);
}

/** Smallest first: one model for each step of size that readers ask about. */
export const ladder: readonly Model[] = bySize(steps);

/** Smallest first: every model that may be named as the largest that fits. */
export const representative: readonly Model[] = bySize([...steps, ...between]);
