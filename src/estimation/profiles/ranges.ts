import type { Ranges } from '../range.ts';

/**
 * Factors on an estimate between which nine of ten published runs lie, by quantity and by what runs the job. Made by
 * `npm run calibrate` from the runs that are not held out; see src/accuracy/ranges.ts.
 */
export const ranges: Ranges = {
  'training-memory': {
    'fsdp-qlora': [0.837, 1.264],
    hf: [0.729, 1.264],
    litgpt: [0.926, 1.1],
    'ms-swift': [0.775, 1.264],
    'nvidia-examples': [0.911, 1.383],
    torchtitan: [0.911, 1.264],
    unsloth: [0.911, 1.264],
    unknown: [0.46, 2.878],
  },
  'inference-memory': {
    autoawq: [0.727, 1.361],
    hf: [0.727, 1.047],
    litgpt: [0.727, 1.332],
    'llama.cpp': [0.727, 1.047],
    unknown: [0.727, 2.341],
  },
  'training-speed': {
    'fsdp-qlora': [0.643, 6.699],
    hf: [0.711, 1.835],
    litgpt: [0.689, 34.924],
    'llm-foundry': [1, 200.051],
    'nvidia-examples': [0.669, 8.796],
    torchtitan: [0.689, 55.107],
    unknown: [0.648, 40.96],
  },
  'decode-speed': {
    autoawq: [0.241, 3.231],
    exllamav2: [0.241, 3.231],
    'gpt-fast': [0.241, 13.015],
    hf: [0.241, 4.509],
    litgpt: [0.089, 3.231],
    'llama.cpp': [0.28, 1.272],
    sglang: [0.036, 3.231],
    tinychat: [0.241, 3.231],
    vllm: [0.223, 3.231],
    unknown: [0.016, 16.892],
  },
};
