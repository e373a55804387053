/** Where each number of `training-memory.ts` that is not that of `hf` comes from. Not shipped. */
import type { Evidence } from '../evidence.ts';

/** Evidence by profile and constant; a version of its own stands under `framework version`. */
export const trainingMemoryEvidence: Record<string, Record<string, Evidence>> = {
  hf: {
    logits: {
      source: 'fitcheck',
      records: ['t4 sweeps'],
      note: 'LoRA over 16-bit weights; 54 runs on two cards are met to half a per cent.',
    },
    hidden: {
      source: 'fitcheck',
      records: ['t4 sweeps'],
      note: 'Activation bytes of one layer, five models.',
    },
    slack: {
      source: 'fitcheck',
      records: ['33 runs with SDPA of fitcheck and can-i-finetune-this'],
      note: 'Median of reserved less allocated, over what comes and goes for a moment; 0.06 to 0.53.',
    },
    slackEager: {
      source: 'fitcheck',
      records: ['21 runs with eager attention'],
      note: 'Median; 0.11 to 0.73.',
    },
  },
  'ms-swift': {
    logits: {
      source: 'ms-swift-benchmark',
      records: ['tm-swift-001 … 088, those in scope'],
      note: 'Fitted on 41 runs of nine models. The models brought their own code, and the Trainer turned their outputs to fp32.',
    },
    slack: {
      source: 'ms-swift-benchmark',
      records: ['tm-swift-001 … 088, those in scope'],
      note: 'Fitted with logits: samples of many lengths leave the allocator blocks that do not fit again.',
    },
    slackEager: {
      source: 'ms-swift-benchmark',
      records: ['tm-swift-084', 'tm-swift-085'],
      note: 'The same number: both runs agree.',
    },
  },
  'fsdp-qlora': {
    logits: {
      source: 'fsdp-qlora-benchmarks',
      records: ['tm-fsdpq-001 … 015'],
      note: 'Fitted on ten runs of two models.',
    },
    slack: {
      source: 'fsdp-qlora-benchmarks',
      records: ['tm-fsdpq-001 … 015'],
      note: 'Fitted with logits.',
    },
    slackEager: { source: 'fsdp-qlora-benchmarks', records: [], note: 'As slack; no run.' },
  },
  litgpt: {
    logits: {
      source: 'litgpt-tutorials',
      records: ['tm-litgpt-003 … 050'],
      note: 'The head is applied to 128 tokens at a time; what is left of the logits does not show.',
    },
    unsharded: {
      source: 'litgpt-tutorials',
      records: ['tm-litgpt-037 … 046'],
      note: 'Eight runs under FSDP hold a whole copy beside the shard; nothing is fitted, it is one copy.',
    },
  },
  torchtune: {
    logits: {
      source: 'github:pytorch/torchtune@bd2a0fc7c31430972728494fa01aaeeb0ebf1ba1:README.md',
      records: [],
      note: 'Counted: 16-bit logits and their gradient, and the fp32 copies of one of the eight chunks of its default loss.',
    },
  },
  'llm-foundry': {
    logits: {
      source: 'llm-foundry-benchmarks',
      records: ['157 runs that fitted'],
      note: "Counted: 16-bit logits and their gradient in FlashAttention's cross-entropy, MPT's default loss.",
    },
    hidden: {
      source: 'llm-foundry-benchmarks',
      records: ['157 runs that fitted'],
      note: 'Counted: the inputs of two norms and of two products; MPT trains without dropout.',
    },
  },
  unsloth: {
    logits: {
      source: 'unsloth-notebooks',
      records: [],
      note: "Counted: 16-bit logits with their gradient in place, a shifted copy, and the Trainer's fp32 copy of outputs.",
    },
    hidden: {
      source: 'unsloth-notebooks',
      records: [],
      note: 'Counted: what its fused norms, projections and feed-forward part save. One run, tm-unsloth-167, is met to 3 %.',
    },
  },
  megatron: {
    hidden: {
      source: 'activation-recomputation',
      records: [],
      note: 'Ten of the 34 bytes: the inputs of two norms and two products, and two masks of one byte.',
    },
  },
  'nvidia-examples': {
    logits: {
      source: 'lambda-deeplearning-benchmark',
      records: ['Transformer-XL runs in scope'],
      note: 'Fitted on 54 runs of two sizes, with step, slack and context. Logits, log-probabilities and both gradients in 16 bits come to the same.',
    },
    slack: {
      source: 'lambda-deeplearning-benchmark',
      records: ['BERT and Transformer-XL runs in scope'],
      note: 'Fitted on 117 runs of four models.',
    },
    slackEager: {
      source: 'lambda-deeplearning-benchmark',
      records: ['BERT and Transformer-XL runs in scope'],
      note: 'The same number: all runs have eager attention.',
    },
    step: {
      source: 'lambda-deeplearning-benchmark',
      records: ['Transformer-XL runs in scope'],
      note: 'Fitted: fp32 copies of gradients, and the update that LAMB and Adam compute apart. Decides runs of small batches.',
    },
    context: {
      source: 'lambda-deeplearning-benchmark',
      records: ['BERT and Transformer-XL runs in scope'],
      note: 'Fitted: CUDA 10 and 11 before 11.7 load all kernels at the start.',
    },
  },
  'nvidia-examples before PyTorch 1.5': {
    hidden: {
      source: 'lambda-deeplearning-benchmark',
      records: ['39 runs with PyTorch 1.4'],
      note: 'Fitted on runs of four models; the other numbers are those of later containers.',
    },
  },
};

/** Where each habit is stated: documentation, a paper, or the code that has it. */
export const trainingMemoryHabits: Record<string, { source: string; note: string }> = {
  kbitFp32: {
    source: 'github:huggingface/peft:src/peft/utils/other.py',
    note: 'prepare_model_for_kbit_training turns what is 16-bit and not quantised to fp32, but not for GPTQ. LitGPT, torchtune, fsdp_qlora and Unsloth do not call it.',
  },
  masters: {
    source: 'github:QwenLM/Qwen:finetune.py',
    note: "Qwen's fine-tuning script trains in full with DeepSpeed, whose bf16 optimizer holds fp32 copies.",
  },
  expandsKeys: {
    source: 'github:Lightning-AI/litgpt:litgpt/model.py',
    note: 'The attention of LitGPT and of Unsloth copies shared keys and values for each head; Falcon 7B shows it.',
  },
  narrowLoss: {
    source: 'lambda-deeplearning-benchmark',
    note: 'Half-precision copies of the model compute the adaptive softmax of Transformer-XL too: fp16 runs grow half as fast with the batch as fp32 runs.',
  },
  compiledLoss: {
    source: 'torchtitan-benchmarks',
    note: 'torchtitan compiled only its layers when the first runs were made, and the loss as well later; Transformers computes the loss inside the model.',
  },
  fusedMlp: {
    source: 'unsloth-notebooks',
    note: 'Its feed-forward part saves its input, gate and up, and multiplies them again.',
  },
  selective: {
    source: 'activation-recomputation',
    note: 'Megatron recomputes the scores; torchtitan keeps every second matrix product by default.',
  },
  dropout: {
    source: 'activation-recomputation',
    note: 'GPT and BERT train with dropout in Megatron and in the examples of NVIDIA.',
  },
  sequenceParallel: {
    source: 'activation-recomputation',
    note: 'Section 4.2.2; torchtitan splits norms along the sequence wherever it splits layers.',
  },
  fp8Inputs: {
    source: 'torchtitan-benchmarks',
    note: 'Transformer Engine keeps 8-bit inputs; torchao keeps the 16-bit input: fp8 runs of torchtitan take as much memory as bf16 runs.',
  },
  bucketCopy: {
    source: 'github:pytorch/pytorch:torch/nn/parallel/distributed.py',
    note: 'Documentation of DistributedDataParallel: gradient_as_bucket_view, off by default, saves as much as the gradients take. Megatron and the apex of the examples of NVIDIA have buffers of their own.',
  },
  pipelined: {
    source: 'github:huggingface/accelerate:src/accelerate/big_modeling.py',
    note: 'Transformers spreads layers with device_map, one card after the other; Megatron and torchtitan interleave micro-batches.',
  },
  recurrent: {
    source: 'lambda-deeplearning-benchmark',
    note: 'The decoders of the examples of NVIDIA that runs were published of are Transformer-XL.',
  },
};
