import type { Ranges } from '../range.ts';

/**
 * Factors on an estimate between which nine of ten published runs lie, by quantity and by what runs the job. Made by
 * `npm run calibrate` from the runs that are not held out; see src/accuracy/ranges.ts.
 */
export const ranges: Ranges = {
  'training-memory': {
    'fsdp-qlora': [0.878, 1.208],
    hf: [0.818, 1.175],
    litgpt: [0.878, 1.208],
    'ms-swift': [0.847, 1.208],
    'nvidia-examples': [0.943, 1.241],
    torchtitan: [0.878, 1.208],
    unsloth: [0.878, 1.208],
    unknown: [0.603, 2.017],
  },
  'inference-memory': {
    autoawq: [0.978, 1.2],
    hf: [0.855, 1],
    litgpt: [1, 1.219],
    'llama.cpp': [0.83, 1],
    unknown: [0.893, 1.434],
  },
  'training-speed': {
    'fsdp-qlora': [0.375, 1.834],
    hf: [0.694, 3.052],
    litgpt: [0.717, 2.366],
    'llm-foundry': [0.984, 6.002],
    'nvidia-examples': [0.741, 1.526],
    torchtitan: [0.717, 2.366],
    unknown: [0.348, 3.431],
  },
  'decode-speed': {
    autoawq: [0.397, 1.87],
    exllamav2: [0.397, 1.805],
    'gpt-fast': [0.397, 8.095],
    hf: [0.382, 2.82],
    litgpt: [0.158, 1.805],
    'llama.cpp': [0.411, 1.155],
    sglang: [0.092, 1.805],
    tinychat: [0.397, 2.186],
    vllm: [0.342, 2.119],
    unknown: [0.06, 6.758],
  },
};
