import type { Ranges } from '../range.ts';

/**
 * Factors on an estimate between which nine of ten published runs lie, by quantity and by what runs the job. Made by
 * `npm run calibrate` from the runs that are not held out; see src/accuracy/ranges.ts.
 */
export const ranges: Ranges = {
  'training-memory': {
    'fsdp-qlora': [0.301, 3.707],
    hf: [0.539, 1.826],
    litgpt: [0.168, 7.525],
    'ms-swift': [0.13, 5.649],
    torchtitan: [0.159, 3.707],
    unsloth: [0.301, 3.707],
    unknown: [0.158, 7.049],
  },
  'inference-memory': {
    autoawq: [0.766, 1.3],
    hf: [0.766, 1.033],
    litgpt: [0.766, 1.302],
    'llama.cpp': [0.766, 1.033],
    unknown: [0.801, 2.193],
  },
  'training-speed': {
    'fsdp-qlora': [0.717, 7.341],
    hf: [0.78, 1.516],
    litgpt: [0.78, 31.357],
    'llm-foundry': [1, 216.326],
    torchtitan: [0.78, 66.241],
    unknown: [0.687, 35.981],
  },
  'decode-speed': {
    autoawq: [0.273, 2.836],
    exllamav2: [0.273, 2.836],
    'gpt-fast': [0.273, 10.618],
    hf: [0.257, 3.371],
    litgpt: [0.114, 2.836],
    'llama.cpp': [0.33, 1.221],
    sglang: [0.054, 2.836],
    tinychat: [0.273, 2.836],
    vllm: [0.273, 2.836],
    unknown: [0.024, 2.437],
  },
};
