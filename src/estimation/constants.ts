/**
 * Every number of the estimator that was measured or fitted instead of following from a definition. `evidence.ts`
 * says for each where it comes from; the two are apart so that a page ships the numbers without the citations.
 */
export const constants = {
  /** Bytes per token and vocabulary entry at the loss: logits, their fp32 copy, and the gradients of both. */
  logitsBytes: 14,
  /** The same where the output head is kept in fp32 (k-bit preparation of PEFT). */
  logitsBytesFp32Head: 16,
  /** What a fused or chunked cross-entropy leaves of it: one chunk of logits is small beside everything else. */
  logitsBytesFused: 0,
  /** What compiling it leaves: 16-bit logits and their gradient. */
  logitsBytesCompiled: 4,
  /** Activation elements a layer keeps per token, as multiples of hidden size, query width, key width, FFN width. */
  layerHidden: 12,
  /** Hidden-size elements that fused or compiled kernels leave of them: inputs of norms and products, dropout masks. */
  layerHiddenFused: 5,
  layerQuery: 3,
  layerKey: 1,
  layerFfnGated: 3,
  layerFfnPlain: 2,
  /** Copies of a token's hidden state that a layer keeps for each expert it goes to: into the expert and out of it. */
  layerExpertCopies: 2,
  /** Factor on a layer's activations where the residual stream is fp32 beside 16-bit products. */
  fp32ResidualFactor: 2,
  /** Bytes per head, token and position that eager attention holds at its peak in one layer. */
  eagerBytes: 15,
  eagerBytesFp32Residual: 18,
  /** Of those, bytes that stay until the backward pass in every layer without checkpointing: probabilities. */
  eagerKeptBytes: 6,
  /** Quantisation blocks of bitsandbytes: weights per scale, scales per second-level scale, states per scale. */
  quantBlock: 64,
  doubleQuantBlock: 256,
  optimizerBlock: 256,
  /** Allocator slack as a share of what the loss or one layer needs for a moment, with the buffers. */
  slackShare: 0.21,
  slackShareEager: 0.5,
  /** Workspace that PyTorch gives cuBLAS from its allocator, bytes: two of 4096 KiB and eight of 16 KiB. */
  cublasWorkspace: 8_519_680,
  /** Elements of the buffer in which DeepSpeed reduces gradients, by its default. */
  zeroBucket: 5e8,
  /** CUDA context in bytes: measured on Turing; elsewhere between that and the allowance of a peer tool. */
  contextMeasured: 147_718_144,
  contextAllowance: 524_288_000,
  /** Seconds in which one card hands a token's hidden state to the card with the next layers. */
  handover: 2.6e-4,
  /** Share of the machine's memory bandwidth at which layers outside the card are read. */
  hostShare: 0.5,
  /** Share of room and traffic that error-correcting codes take where they lie in the card's own memory. */
  inlineEccShare: 1 / 16,
  /** bf16 arithmetic without hardware support, as a share of the fp32 rate. */
  emulatedBf16: 0.5,
} as const;
