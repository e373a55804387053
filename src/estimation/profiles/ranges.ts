/**
 * Factors on an estimate between which nine of ten published runs lie, by quantity and by what runs the job. Made by
 * `npm run calibrate` from the runs that are not held out; see src/accuracy/ranges.ts.
 */
export const ranges = {
  'training-memory': {
    'fsdp-qlora': [0.864, 1.157],
    hf: [0.844, 1.184],
    litgpt: [0.864, 1.157],
    'ms-swift': [0.864, 1.157],
    'nvidia-examples': [0.885, 1.13],
    torchtitan: [0.864, 1.157],
    unsloth: [0.864, 1.157],
    unknown: [0.603, 1.658],
  },
  'inference-memory': {
    autoawq: [0.898, 1.114],
    hf: [0.868, 1.151],
    litgpt: [0.886, 1.129],
    'llama.cpp': [0.94, 1.063],
    unknown: [0.746, 1.339],
  },
  'training-speed': {
    'fsdp-qlora': [0.835, 1.197],
    hf: [0.703, 1.422],
    litgpt: [0.819, 1.221],
    'llm-foundry': [0.881, 1.135],
    'nvidia-examples': [0.803, 1.246],
    qwen: [0.784, 1.276],
    torchtitan: [0.819, 1.221],
    unknown: [0.556, 1.797],
  },
  'decode-speed': {
    autoawq: [0.809, 1.236],
    exllamav2: [0.895, 1.118],
    'gpt-fast': [0.895, 1.118],
    hf: [0.899, 1.113],
    litgpt: [0.865, 1.156],
    'llama.cpp': [0.89, 1.123],
    lmdeploy: [0.895, 1.118],
    sglang: [0.332, 3.012],
    tinychat: [0.766, 1.306],
    vllm: [0.895, 1.118],
    unknown: [0.208, 4.792],
  },
} as const;
