/** Strings of the mixed-precision comparison. */
export const precision = {
  choose: 'Model, method and card',
  model: 'Model',
  method: 'Method',
  methods: { full: 'Full fine-tuning', lora: 'LoRA' },
  gpu: 'Card',
  options: 'Options',
  reset: 'Reset to defaults',
  title: 'Answer',
  sentence: {
    best: 'On the {gpu}, {format} is the fastest format that fits: {speedup} × the speed of FP32, with {total} of memory.',
    bestAlone: 'On the {gpu}, {format} is the fastest format that fits, with {total} of memory.',
    onlyStorage:
      '{method} fits in none of these formats on the {gpu}. {format} does fit, with {total} of memory.',
    none: 'No format fits on the {gpu}. {format} needs the least: {total}, of {usable} usable.',
  },
  table: {
    caption: '{model} on the {gpu}: one optimizer step in each format.',
    format: 'Format',
    support: 'On this card',
    rate: 'Peak rate',
    memory: 'Memory',
    time: 'Time per step',
    scaling: 'Loss scaling',
    relative: '{factor} × FP32',
    tflops: '{n} TFLOPS',
    noRate: 'none',
    computesIn: 'computes in {format}',
    noTime: 'does not run',
    fits: 'fits',
    short: '{short} short',
  },
  levels: { ok: 'Supported', slow: 'Slow', unsupported: 'Not supported' },
  picture:
    'Memory of each format, part by part, all drawn to one scale. The vertical line is what a process can use on the card.',
  legend: 'Parts of the memory',
  formats: {
    fp32: { name: 'FP32', what: 'Weights and arithmetic in 32 bits, no Tensor Cores.' },
    tf32: { name: 'TF32', what: '32 bits in memory; products on Tensor Cores with 10 bits of mantissa.' },
    'fp16-mixed': {
      name: 'FP16 mixed',
      what: 'Products in FP16, trainable weights and updates in FP32.',
    },
    'bf16-mixed': {
      name: 'BF16 mixed',
      what: 'Products in BF16, trainable weights and updates in FP32.',
    },
    'fp8-mixed': {
      name: 'FP8 mixed',
      what: 'Products of the linear layers in FP8, the rest in 16 bits.',
    },
    int8: {
      name: 'LoRA on INT8',
      what: 'Storage: the frozen base weights in 8 bits, adapters trained in 16 bits.',
    },
    nf4: {
      name: 'QLoRA on NF4',
      what: 'Storage: the frozen base weights in 4 bits, adapters trained in 16 bits.',
    },
  },
  scaling: {
    fp32: 'not needed',
    tf32: 'not needed',
    'fp16-mixed': 'needed',
    'bf16-mixed': 'not needed',
    'fp8-mixed': 'per tensor',
    int8: 'if it computes in FP16',
    nf4: 'if it computes in FP16',
  },
  storageNote:
    'INT8 and NF4 are formats to store frozen weights in, not to train in: their rows are LoRA on a quantised base, whatever method is chosen above.',
  loss: {
    title: 'What loss scaling is for',
    text: 'Gradients are often tiny. FP16 has no number between 0 and 2⁻²⁴, so a smaller gradient is rounded away and that weight stops learning. Loss scaling multiplies the loss, and with it every gradient, by a power of two before the backward pass, and divides again in FP32 before the update. BF16 and TF32 have the exponent range of FP32 and need none of it. FP8 is scaled tensor by tensor by the library.',
    gradient: 'Size of a gradient',
    scale: 'Loss scale',
    picture: 'Where the gradient falls',
    pictureCaption:
      'Powers of two from small to large. A solid band is the range a format holds with full precision, a hatched band where it loses digits. The hollow mark is the gradient as it is, the filled mark after scaling.',
    format: 'Format',
    plain: 'Gradient as it is',
    scaled: 'After scaling',
    outcomes: {
      kept: 'kept',
      subnormal: 'kept, with fewer digits',
      zero: 'rounded to 0',
      overflow: 'overflows',
    },
  },
};
