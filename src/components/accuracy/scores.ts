/** The published runs put through the estimator once for a build, and what several pages say of them. */
import { gpus, writtenCapability } from '#catalog';
import { summarise, type Summary } from '../../accuracy/report.ts';
import { oncePerRun, scoreRuns, type Profile, type Quantity, type Score } from '../../accuracy/score.ts';

export const { scores, unscored } = scoreRuns();

export const memoryKinds: readonly Quantity[] = ['allocated', 'reserved', 'process'];

/** One figure of memory for each run, the one nearest to the tensors. */
export const memoryScores: readonly Score[] = oncePerRun(
  scores.filter(({ what }) => memoryKinds.includes(what)),
);

export const scoresOf = (what: Quantity): Score[] => scores.filter((score) => score.what === what);

/** Allocated memory of the fine-tuning runs on one card of which every option is known. */
export function fineTuning(): Summary {
  const complete = ['can-i-finetune-this', 'fitcheck'];
  return summarise(scoresOf('allocated').filter(({ run }) => complete.includes(run.source)))!;
}

/** Frameworks by the name their makers give them, the same in every language. */
const frameworkNames: Partial<Record<Profile, string>> = {
  hf: 'Transformers',
  'ms-swift': 'ms-swift',
  qwen: 'Qwen',
  'fsdp-qlora': 'fsdp_qlora',
  litgpt: 'LitGPT',
  torchtune: 'torchtune',
  torchtitan: 'torchtitan',
  'llm-foundry': 'LLM Foundry',
  unsloth: 'Unsloth',
  megatron: 'Megatron-LM',
  'nvidia-examples': 'NVIDIA DeepLearningExamples',
  vllm: 'vLLM',
  exllamav2: 'ExLlamaV2',
  autoawq: 'AutoAWQ',
  tinychat: 'TinyChat',
  lmdeploy: 'LMDeploy',
  sglang: 'SGLang',
};

export const profileName = (profile: Profile, unknown: string): string =>
  profile === 'unknown' ? unknown : (frameworkNames[profile] ?? profile);

/** Compute capability and the architecture that has it: `8.9 Ada Lovelace`. */
export function generationName(capability: number | null, none: string): string {
  if (capability === null) return none;
  const gpu = gpus.find(({ computeCapability }) => computeCapability === capability);
  return `${writtenCapability(capability)} ${gpu?.architecture ?? ''}`.trim();
}
