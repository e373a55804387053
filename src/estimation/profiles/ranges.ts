/**
 * Factors on an estimate between which nine of ten published runs lie, by quantity and by what runs the job. Made by
 * `npm run calibrate` from the runs that are not held out; see src/accuracy/ranges.ts.
 */
export const ranges = {
  'training-memory': {
    'fsdp-qlora': [0.874, 1.144],
    hf: [0.857, 1.166],
    litgpt: [0.858, 1.166],
    'ms-swift': [0.874, 1.144],
    'nvidia-examples': [0.892, 1.121],
    torchtitan: [0.874, 1.144],
    unsloth: [0.874, 1.144],
    unknown: [0.685, 1.46],
  },
  'inference-memory': {
    autoawq: [0.894, 1.119],
    hf: [0.864, 1.157],
    litgpt: [0.886, 1.129],
    'llama.cpp': [0.922, 1.085],
    unknown: [0.776, 1.288],
  },
  'training-speed': {
    'fsdp-qlora': [0.858, 1.166],
    hf: [0.711, 1.405],
    litgpt: [0.83, 1.204],
    'llm-foundry': [0.885, 1.13],
    'nvidia-examples': [0.804, 1.244],
    qwen: [0.789, 1.267],
    torchtitan: [0.83, 1.204],
    unknown: [0.573, 1.745],
  },
  'decode-speed': {
    autoawq: [0.814, 1.229],
    exllamav2: [0.822, 1.216],
    'gpt-fast': [0.822, 1.216],
    hf: [0.902, 1.108],
    litgpt: [0.725, 1.378],
    'llama.cpp': [0.749, 1.334],
    lmdeploy: [0.822, 1.216],
    sglang: [0.162, 6.148],
    tinychat: [0.608, 1.645],
    vllm: [0.822, 1.216],
    unknown: [0.577, 1.731],
  },
} as const;
