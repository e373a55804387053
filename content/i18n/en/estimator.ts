/** Words for what the estimator answers with codes: errors of a request, support notes, and names of working steps. */
export const estimator = {
  errors: {
    'not-json': 'The line is not JSON: {value}',
    'not-an-object': 'A request must be an object like {allowed}, not {value}.',
    required: '“{field}” is missing. Allowed: {allowed}.',
    'unknown-field': 'There is no field “{field}”. Fields: {allowed}.',
    'unknown-gpu': '“{field}”: there is no card “{value}” in the catalog ({allowed}).',
    'unknown-model': '“{field}”: there is no model “{value}” in the catalog ({allowed}).',
    'wrong-type': '“{field}” must be {allowed}, not {value}.',
    'not-allowed': '“{field}” cannot be {value}. Allowed: {allowed}.',
    'not-a-number': '“{field}” must be a number ({allowed}), not {value}.',
    'not-an-integer': '“{field}” must be a whole number ({allowed}), not {value}.',
    'out-of-range': '“{field}” is out of range: {value}. Allowed: {allowed}.',
    'not-a-divisor':
      '“{field}” is {value} and must divide {of} ({whole}) without remainder. Allowed: {allowed}.',
    'no-nvlink': '“{field}” cannot be {value}: {name} has no NVLink. Allowed: {allowed}.',
    'not-on-card':
      '“{field}” cannot be {value}: {name} has no hardware for it and the software refuses. Allowed: {allowed}.',
    'not-with-task': '“{field}” cannot be {value} where the task is {task}. Allowed: {allowed}.',
    'not-together': '“{field}” cannot be {value} where “{other}” is {otherValue}. Allowed: {allowed}.',
    'not-with-method':
      '“{field}” cannot be {value}: that does not go with method {method} and precision {precision}. Allowed: {allowed}.',
    'more-than': '“{field}” is {value}; allowed here: {allowed}.',
    'not-with-kind': '“{field}” cannot be {value} in a model of kind “{kind}”. Allowed: {allowed}.',
    'no-such-layer': 'The model has no layer named in “{field}”: {value}. It has: {allowed}.',
    suggestions: 'Did you mean {suggestions}?',
  },
  support: {
    'tensor-cores': '{subject} runs on the Tensor Cores.',
    'cuda-cores': '{subject} runs on the CUDA cores, without Tensor Cores.',
    'tf32-needs-ampere': 'TF32 needs an Ampere card (compute capability 8.0) or newer.',
    'fp8-needs-ada': 'FP8 needs Ada (8.9), Hopper (9.0) or newer.',
    'bf16-emulated':
      'BF16 is emulated before Ampere and slower than FP32. Use FP16 with loss scaling on this card.',
    'fp16-gains-nothing':
      'This Turing card has no Tensor Cores: matrix products that sum in FP32 run at the FP32 rate, so FP16 saves memory but hardly any time.',
    'fp16-arithmetic-slow':
      'FP16 arithmetic runs at 1/{ratio} of the FP32 rate on this card. Libraries store FP16 and compute in FP32, so FP16 saves memory but hardly any time.',
    'loss-scaling-needed':
      'FP16 training needs loss scaling: small gradients fall below the smallest FP16 number otherwise.',
    'int8-needs-turing': 'LLM.int8() of bitsandbytes needs compute capability 7.5 (Turing) or newer.',
    'fp8-weights-need-turing': 'FP8 weights in vLLM need Turing (compute capability 7.5) or newer.',
    'fp8-weights-expanded':
      'FP8 weights are expanded to 16 bits on this card: they save memory and bandwidth, and no arithmetic.',
    'awq-needs-turing': 'AWQ in vLLM needs compute capability 7.5 (Turing) or newer.',
    'flash-attention-needs-ampere':
      'FlashAttention-2 needs Ampere (8.0) or newer. The attention built into PyTorch (SDPA) works here.',
    'flash-attention-needs-16-bit':
      'FlashAttention works in FP16 and BF16 only and stops with an error otherwise. The attention built into PyTorch (SDPA) takes {precision}.',
    'compile-needs-volta':
      'torch.compile needs compute capability 7.0 (Volta) or newer: its compiler stops with an error here.',
    'cuda-13-dropped':
      'CUDA 13 and the newest PyTorch builds no longer support this generation: use CUDA {cuda} at most and the {wheel} build of PyTorch.',
    'needs-cuda-12-8': 'This generation needs CUDA {cuda} and a PyTorch built for it.',
    'framework-not-measured':
      'No published run of this training stack was found: it is estimated as Transformers, and may be further off than the range says.',
    'beyond-positions': 'The model has learned positions for {limit} tokens only; {tokens} are impossible.',
    'beyond-context':
      'The model was trained for up to {limit} tokens; at {tokens} it fits in memory but answers may suffer.',
    'unofficial-memory': 'The capacity is the one you gave, not that of an official {name}.',
  },
  working: {
    'other-parameters': 'Parameters outside the layers: embeddings, head, norms',
    'lora-parameters': 'LoRA parameters',
    'active-parameters': 'Layer parameters that one token passes through, of all experts',
    'passed-parameters':
      'Layer parameters that one token passes through, on average over layers with more or fewer tokens',
    weights: 'Weights',
    gradients: 'Gradients',
    'optimizer-states': 'Optimizer states',
    logits: 'Logits at the loss',
    'logits-decoding': 'Logits of the tokens being decoded',
    'kept-activations': 'Activations kept for the backward pass',
    'layer-activations': 'Extra activations while one layer runs',
    activations: 'Activations',
    'activations-inference': 'Activations while the prompt is read',
    'kv-cache': 'KV cache',
    buffers: 'Short-lived buffers',
    slack: 'Slack of the caching allocator',
    temporary: 'Temporary memory',
    context: 'CUDA context',
    allocated: 'Allocated at the peak',
    total: 'Total on the card',
    headroom: 'Headroom',
    'peak-rate': 'Dense peak rate of the card in this precision',
    'training-flop': 'FLOP of one micro-batch',
    'attention-flop': 'FLOP of attention in one micro-batch',
    'sustained-clock': 'Share of the clock that the power limit leaves',
    'compute-seconds': 'Time in matrix products',
    'memory-seconds': 'Time moving bytes',
    'overhead-seconds': 'Time launching kernels',
    'communication-seconds': 'Time waiting for other cards and the machine',
    'step-seconds': 'Time of one optimizer step',
    'training-rate': 'Training speed',
    'expert-share':
      'Share of the experts read for one step, expected if streams choose independently and evenly',
    'decode-flop': 'FLOP of one decoded token, all streams',
    'decode-bytes': 'Bytes read for each decoded token',
    'decode-seconds': 'Time of one decoded token',
    'decode-rate': 'Decoding speed',
  },
};
