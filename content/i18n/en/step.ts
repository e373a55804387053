/** Strings of the training-step explorer. */
export const step = {
  method: 'Method',
  answer: {
    fits: 'Fits on the {gpu}. Memory peaks {where} at {peak}; with the {slack} that the allocator keeps beside it, the job needs {total} of {usable}.',
    short:
      'Does not fit on the {gpu}. Memory peaks {where} at {peak}; with the {slack} that the allocator keeps beside it, the job needs {total} of {usable}.',
  },
  where: {
    loss: 'at the loss',
    recompute: 'in the backward pass',
    update: 'in the update',
  },
  compare: 'Compare every card for this job',
  phases: {
    data: 'Data preparation',
    design: 'Model design',
    initialisation: 'Initialisation',
    forward: 'Forward pass',
    backward: 'Backward pass',
    update: 'Update',
    'fine-tuning': 'Fine-tuning',
  },
  plot: {
    title: 'Memory through one step',
    label: 'Memory at {n} moments of one training step. It peaks {where} at {peak}; {usable} are usable.',
    peak: 'Peak: {peak}',
    beyond: 'Usable: {usable} (beyond the picture)',
    caption:
      'What is in the card’s memory while one step runs: tensors and CUDA context, part by part. A column is a moment, not a stretch of time.',
    room: 'Room for gradients not written yet',
  },
  transport: {
    title: 'Walk through the step',
    first: 'First moment',
    previous: 'Previous moment',
    play: 'Play',
    pause: 'Pause',
    next: 'Next moment',
    last: 'Last moment',
    slider: 'Moment',
    position: '{n} of {total}: {title}',
  },
  panel: {
    now: 'In memory now',
    free: '{amount} free',
    over: '{amount} too much',
  },
  table: {
    summary: 'The same as a table',
    caption: 'Memory at each moment of the step.',
    step: 'Step',
    moment: 'Moment',
    total: 'In all',
    peak: 'peak',
  },
  methods: {
    title: 'Step 7 your way: the same step with another method',
    choose: 'Show {method}',
  },
  layers: 'layers {first}–{last}',
  layer: 'layer {first}',
  titles: {
    data: 'Data becomes batches',
    design: 'A model is chosen',
    context: 'The card is made ready',
    weights: 'The weights are loaded',
    states: 'The optimizer’s states',
    batch: 'A micro-batch arrives',
    accumulated: 'Earlier micro-batches',
    embedding: 'Into the model',
    forward: 'Forward, {layers}',
    head: 'The output head',
    loss: 'The loss',
    'backward-head': 'Back through the head',
    recompute: 'At work, {layers}',
    backward: 'Backward, {layers}',
    'backward-embedding': 'Back at the start',
    update: 'The weights move',
    'zero-grad': 'Gradients are cleared',
    finetune: 'And again',
  },
  say: {
    data: 'The data becomes micro-batches of {samples} × {tokens} tokens, on disk and CPU. Nothing is on the card yet, but length is settled here: activations and logits grow with every token, padding included.',
    dataImages:
      'The data becomes micro-batches of {samples} × {tokens} tokens, one image per sample, on disk and CPU. Nothing is on the card yet, but size is settled here: activations grow with every token.',
    design:
      '{model}: {parameters} parameters in {layers} layers. A plan takes no memory, yet it sets the cost of all that follows.',
    context:
      'The CUDA context, which is driver state and kernels, takes {context} outside PyTorch’s allocator; the workspace of matrix products takes {workspace} inside it. Both stay.',
    weightsFull:
      'The weights arrive, from a file or at random, and stay for the whole run: {weights} in {format}.',
    weightsFrozen:
      'The frozen weights in {format} and the adapters in FP32 are loaded and stay for the whole run: {weights}, of which {adapters} are adapters.',
    weightsQuantised:
      'The linear layers are loaded in {format}; embeddings, head and norms keep more bits. With the FP32 adapters ({adapters}) that makes {weights} for the whole run.',
    states:
      '{optimizer} keeps {states} for the trainable weights. PyTorch makes them at the first update; from the second step on, which is drawn here, they are there throughout.',
    masters: 'An FP32 copy of every trainable weight is among them.',
    noStates: '{optimizer} keeps no states of its own on the card.',
    buckets: 'DDP’s buckets hold the gradients a second time: {buckets}.',
    batch:
      'A micro-batch travels to the card: {tokens} token numbers of 8 bytes are {bytes}, too little to see.',
    batchImages: 'A micro-batch travels to the card: too little to see beside the rest.',
    room: 'The hatched room is for gradients not written yet, {room}. The estimate counts it, as loops that accumulate or zero in place hold it all the time. With gradients set to None the true peak can be lower, by that at most.',
    accumulated:
      'The micro-batches before the last of {n} have passed like the one that follows. Their gradients, {gradients}, stay; the last adds to them in place.',
    embedding: 'Every token number picks its row of the embedding, a vector for the first layer.',
    embeddingImages: 'The sample becomes the vectors that the layers work on.',
    gathered:
      'Sharded weights and gradients are whole for the moment of use: {gathered} for layers, embeddings and the buffer in which gradients are reduced.',
    forwardAll:
      'Each layer keeps the inputs of its products, norms and activation functions for the backward pass: {kept} in this block.',
    forwardSelected:
      'Each layer keeps its matrix products and drops what is cheap to compute again: {kept} stay of this block.',
    forwardInputs:
      'Of each layer only the input stays, {kept} in this block; the rest is freed and will be computed again on the way back.',
    expanded:
      'Each quantised matrix is expanded to 16 bits for its product, then dropped: {expanded} at most.',
    columnNorms: 'DoRA’s column norms need {expanded} for a moment.',
    casts:
      'Autocast makes 16-bit copies of these weights, {casts}, and keeps them until the backward pass has used them.',
    castsPassing: 'Autocast makes a 16-bit copy of the layer at work, {casts}, and drops it with the layer.',
    head: 'The head turns each token into one number for each of {vocabulary} vocabulary entries: {logits} of logits.',
    headFused:
      'The fused cross-entropy computes head and loss in slices: the logits are never written whole.',
    headSmall: 'This model is fine-tuned with a small head, whose outputs are too few to count.',
    loss: 'The loss works on an FP32 copy of the logits, and the gradients of both follow: {rest} more.',
    lossSmall: 'The loss is a single number.',
    backwardHead: 'The gradient has passed the head: the logits and their companions are freed, {logits}.',
    backwardStart: 'The gradient starts on its way back.',
    headGradient: 'The gradient of the head’s weights is written: {gradients}.',
    recompute:
      'The block is computed again from what was kept, one layer at a time: {layer} for the layer at work.',
    scores: 'Eager attention needs the scores of the layer at work once more: {layer}.',
    backward: 'The gradients of the block are done, and what it kept is freed: {kept}.',
    gradientsFull: 'One gradient for each of its weights stays: {gradients}.',
    gradientsAdapters: 'Frozen weights get no gradient; those of the adapters take {gradients}.',
    gradientsAdded: 'They are added to those of the earlier micro-batches: no new memory.',
    castsFreed: 'The 16-bit copies of its weights go as well: {casts}.',
    backwardDone:
      'The gradient has reached the first layer’s input: no activations are left, all gradients are there, {gradients}.',
    update: '{optimizer} moves every trainable weight.',
    updateCopy: 'Its step is not one fused kernel and copies a state: {step} for a moment.',
    updateInPlace: 'It works in place, without a copy.',
    zeroGrad: 'Gradients are set to None: {gradients} are free again. The next batch begins at step 4.',
    'finetune-full':
      'Fine-tuning is steps 4 to 6 again, on your data. To move every weight, each needs its gradient and optimizer states: {states}, beside {weights} of weights.',
    'finetune-lora':
      'Fine-tuning is steps 4 to 6 again, on your data. LoRA trains two thin matrices beside each chosen layer: gradients and optimizer states come to {states}, and {weights} of mostly frozen weights stay.',
    'finetune-dora':
      'Fine-tuning is steps 4 to 6 again, on your data. DoRA trains two thin matrices and a magnitude for each output: gradients and optimizer states come to {states}, and {weights} of mostly frozen weights stay.',
    'finetune-qlora':
      'Fine-tuning is steps 4 to 6 again, on your data. QLoRA trains adapters beside weights in {format}: gradients and optimizer states come to {states}, the weights to {weights}.',
  },
  peaks: {
    loss: 'This is the peak: all that the backward pass will need is there, and beside it the logits with their copies.',
    kept: 'This is the peak: all that the backward pass will need is there, and nothing has been freed yet.',
    layer:
      'This is the peak: all that was kept is there, and beside it what the layer at work needs for itself.',
    update: 'This is the peak: the copy is larger than all that the two passes needed.',
    room: '{room} of it is room for gradients not written yet.',
  },
};
