/**
 * Where the numbers of `engines.ts` come from. Constants that are not listed for an engine are those most have in
 * common; switches follow from what the engine's code does. Runs that are held out had no part in any of them.
 */
import type { Evidence } from '../evidence.ts';
import type { Engine } from '../types.ts';
import type { EngineProfile } from './engines.ts';

export interface EngineEvidence {
  constants: Partial<Record<keyof EngineProfile, Evidence>>;
  /** What a version's numbers rest on, by the beginning of its name. */
  versions?: Record<string, Evidence>;
}

const of =
  (source: string, records: readonly string[]) =>
  (note: string): Evidence => ({ source, records, note });

const qwen25 = 'qwen2.5-speed-benchmark';
const hf = of(qwen25, ['83 runs with Transformers 4.46.0']);
const vllm = of(qwen25, ['112 runs with vLLM 0.6.2 and 0.6.3']);
const llamaCpp = of('gpu-benchmarks-on-llm-inference', ['222 runs on 14 cards, one to eight of them']);
const newer = of('speculative-decoding-consumer-gpus', ['21 runs, and 13 of geerlingguy-ai-benchmarks']);
const prompts = of('gpu-benchmarks-on-llm-inference', ['About 200 prompt speeds of cards not held out']);
const exllama = of('exllamav2-readme', ['10 runs on two cards']);
const awq = of('autoawq-readme', ['20 runs of 7 models or more']);
const tinychat = of('tinychat-readme', ['5 decode and 8 prompt speeds on an RTX 4090']);
const gptFast = of('gpt-fast-readme', ['26 runs on one to eight A100']);
const sglang = of('qwen3-speed-benchmark', ['14 runs on an H20']);
const litgpt = of('litgpt-tutorials', ['8 runs of Llama 2 70B on two to eight A100']);
const lmdeploy = of('lmdeploy-benchmarks', ['inf-lmdeploy-047', 'inf-lmdeploy-049']);
const code = of('roofline', []);

const common: Partial<Record<keyof EngineProfile, Evidence>> = {
  matmulShare: of(
    'roofline',
    [],
  )('Set. The only runs with many streams, of LMDeploy, are held out: 11 % off.'),
  promptShare: of('roofline', [])('Set where no prompt speeds are published.'),
  promptTokens: code("The engine's default."),
  cacheBlock: code("The engine's default."),
};

export const engineEvidence: Record<Engine, EngineEvidence> = {
  hf: {
    constants: {
      ...common,
      weightShare: hf('Fitted, by format; FP8 on Qwen3 with 4.51.3, where its kernel is slow.'),
      cacheShare: hf('Fitted, on prompts of 6 to 30 thousand tokens.'),
      layerLaunch: of('chatglm2-readme', ['inf-glm2-002'])(
        'Of a version that is not named: one run; taken over for quantised weights, which launch as many kernels.',
      ),
      expertLaunch: of('qwen3-speed-benchmark', ['inf-qwen3-259', 'inf-qwen3-261'])(
        'A loop over all 128 experts. Qwen2-57B with 4.38.2, held out, agrees to 10 %.',
      ),
    },
    versions: {
      '4.38': hf(
        'As 4.46, the next older one; 56 runs of it are held out. Before 4.45 the whole prompt went through the head: 2 bytes and an fp32 copy; every layer had rotary tables of its own.',
      ),
      '4.46': hf('Launches fitted, by format.'),
      '4.51': of('qwen3-speed-benchmark', ['16 runs on an H20'])(
        'Launches fitted, by format, on another host.',
      ),
    },
  },
  vllm: {
    constants: {
      ...common,
      weightShare: vllm(
        'Fitted, by format; a share of 1 for 4 bits makes up for gaps shorter than the others.',
      ),
      cacheShare: vllm('Fitted, at its bound.'),
      layerGap: vllm('Fitted; holds the sampler and the scheduler too.'),
      layerReduce: vllm('Fitted, on two and four A100 with NVLink.'),
      promptShare: vllm('Fitted with the rest: these speeds count the time of the prompt.'),
    },
    versions: {
      '0.4': of(
        'qwen2-speed-benchmark',
        [],
      )(
        'Nothing fitted: its 60 runs are held out. Graphs end at max_seq_len_to_capture, beyond which launches are taken over from Transformers; AWQ from AutoAWQ, whose kernel it used.',
      ),
    },
  },
  'llama.cpp': {
    constants: {
      ...common,
      weightShare: llamaCpp('Fitted, at its bound.'),
      weightFlop: llamaCpp(
        'Fitted. What tells an A100 from an RTX 3090: its bandwidth is twice as high, its FP32 rate half.',
      ),
      cacheFlop: llamaCpp('Fitted, on texts of 512 to 8192 tokens.'),
      layerGap: newer('Fitted.'),
      promptShare: prompts('Fitted: median error 17 %, nine of ten between two thirds and 2.1 times.'),
      scoreShare: prompts('Fitted; without flash attention.'),
    },
    versions: { b28: llamaCpp('Gaps fitted: builds 2824 to 2843, of May 2024.') },
  },
  exllamav2: {
    constants: {
      ...common,
      weightShare: exllama('Fitted.'),
      layerGap: exllama('Fitted; rounded to what most have in common.'),
    },
  },
  autoawq: {
    constants: {
      ...common,
      weightShare: awq('Fitted.'),
      cacheFlop: awq('Fitted: one block of threads a head, whatever shares its keys.'),
      layerGap: awq('Fitted.'),
      promptShare: awq('Seven prompts, most of 64 tokens.'),
    },
  },
  tinychat: {
    constants: {
      ...common,
      weightShare: tinychat('Fitted.'),
      layerGap: tinychat('Fitted.'),
      promptShare: tinychat('Fitted.'),
    },
  },
  lmdeploy: {
    constants: {
      ...common,
      weightShare: lmdeploy(
        '4 bits: as vLLM, 5 % off on two runs. 16 bits: what most have in common; runs are held out.',
      ),
    },
  },
  sglang: {
    constants: {
      ...common,
      weightShare: sglang(
        'Fitted. An H20 has few multiprocessors for its bandwidth; other cards should reach more.',
      ),
      layerGap: sglang('Fitted.'),
    },
  },
  'gpt-fast': {
    constants: {
      ...common,
      weightShare: gptFast('Fitted; cards limited to 330 W.'),
      layerGap: gptFast('Fitted.'),
      layerReduce: gptFast('Fitted, on two to eight A100 with NVLink.'),
    },
  },
  litgpt: {
    constants: {
      ...common,
      layerLaunch: litgpt('Fitted.'),
      layerReduce: litgpt('Fitted.'),
    },
  },
};
