import type { Ranges } from '../range.ts';

/**
 * Factors on an estimate between which nine of ten published runs lie, by quantity and by what runs the job. Made by
 * `npm run calibrate` from the runs that are not held out; see src/accuracy/ranges.ts.
 */
export const ranges: Ranges = {
  'training-memory': {
    'fsdp-qlora': [0.865, 1.156],
    hf: [0.844, 1.184],
    litgpt: [0.865, 1.156],
    'ms-swift': [0.865, 1.156],
    'nvidia-examples': [0.886, 1.129],
    torchtitan: [0.865, 1.156],
    unsloth: [0.865, 1.156],
    unknown: [0.609, 1.641],
  },
  'inference-memory': {
    autoawq: [0.839, 1.192],
    hf: [0.874, 1.144],
    litgpt: [0.82, 1.219],
    'llama.cpp': [0.847, 1.18],
    unknown: [0.811, 1.233],
  },
  'training-speed': {
    'fsdp-qlora': [0.484, 2.064],
    hf: [0.335, 2.982],
    litgpt: [0.403, 2.481],
    'llm-foundry': [0.177, 5.625],
    'nvidia-examples': [0.679, 1.473],
    torchtitan: [0.377, 2.647],
    unknown: [0.305, 3.275],
  },
  'decode-speed': {
    autoawq: [0.611, 1.636],
    exllamav2: [0.611, 1.636],
    'gpt-fast': [0.178, 5.593],
    hf: [0.507, 1.969],
    litgpt: [0.242, 4.129],
    'llama.cpp': [0.736, 1.359],
    sglang: [0.19, 5.246],
    tinychat: [0.525, 1.905],
    vllm: [0.55, 1.816],
    unknown: [0.204, 4.892],
  },
};
