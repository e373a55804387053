import { describe, expect, it } from 'vitest';
import { onCard, prepare } from '../../src/estimation/index.ts';
import { base, memoryOf, toy, toyGpu } from './toy.ts';

/** What PyTorch gives cuBLAS: two buffers of 4096 KiB and eight of 16 KiB. */
const blas = (2 * 4096 + 8 * 16) * 1024;

// T = 4 x 3 = 12 tokens in a micro-batch throughout.

const lora = { method: 'lora', weightFormat: 'bf16' } as const;
const qlora = { method: 'qlora', weightFormat: 'nf4' } as const;

describe('weights', () => {
  it('are 4 bytes in mixed precision and 2 in pure bf16', () => {
    expect(memoryOf({}).weights).toBe(1352 * 4); // 5408
    expect(memoryOf({ precision: 'bf16', weightFormat: 'bf16' }).weights).toBe(1352 * 2); // 2704
  });

  it('of LoRA add fp32 adapters', () => {
    // q and o: 8 + 8 each, k and v: 8 + 4 each: 56; 2 layers x rank 2 x 56 = 224 parameters.
    expect(memoryOf(lora).weights).toBe(1352 * 2 + 224 * 4); // 3600
    // all-linear: 56 + 3 x (8 + 16) = 128; 2 x 2 x 128 = 512.
    expect(memoryOf({ ...lora, lora: { rank: 2, targets: 'all-linear' } }).weights).toBe(2704 + 2048);
    // Without a gate there are two feed-forward matrices: 56 + 2 x 24 = 104; 416 parameters.
    expect(memoryOf({ ...lora, lora: { rank: 2, targets: 'all-linear' } }, { gatedMlp: false }).weights).toBe(
      2704 + 1664,
    );
  });

  it('of QLoRA quantise the layers only; embeddings, head and norms become fp32', () => {
    // 1152 x (4 + 32/64) bits = 648 bytes; 200 x 4 = 800; adapters 896.
    expect(memoryOf({ ...qlora, doubleQuantization: false }).weights).toBe(648 + 800 + 896);
    // Double quantisation: 4 + 8/64 + 32/(64 x 256) = 4.127 bits: 594.28 bytes, rounded up with the rest.
    expect(memoryOf(qlora).weights).toBe(595 + 800 + 896);
  });
});

describe('gradients', () => {
  it('have the type of their weights; adapters are fp32', () => {
    expect(memoryOf({}).gradients).toBe(1352 * 4);
    expect(memoryOf({ precision: 'bf16', weightFormat: 'bf16' }).gradients).toBe(1352 * 2);
    expect(memoryOf(lora).gradients).toBe(224 * 4);
  });

  it('of 16-bit weights sum micro-batches in an fp32 buffer', () => {
    const half = { weightFormat: 'bf16' } as const;
    expect(memoryOf(half).gradients).toBe(1352 * 2);
    expect(memoryOf({ ...half, gradientAccumulationSteps: 2 }).gradients).toBe(1352 * (2 + 4));
    // fp32 gradients are summed in place.
    expect(memoryOf({ gradientAccumulationSteps: 2 }).gradients).toBe(1352 * 4);
  });
});

describe('optimizer states', () => {
  it.each([
    ['adamw', 8],
    ['lion', 4],
    ['sgd', 0],
    ['sgd-momentum', 4],
    // One row and one column of fp32 for 8x8 parameters: 8/8.
    ['adafactor', 1],
  ] as const)('%s: %d bytes per parameter', (optimizer, bytes) => {
    expect(memoryOf({ optimizer }).optimizerStates).toBe(Math.ceil(1352 * bytes));
  });

  it('of 8 bits leave the input embedding and the norms in 32', () => {
    // Two moments, each with an fp32 scale for 256 values: 2 x (1 + 4/256) bytes for 1152 + 80, 8 for 80 + 40.
    expect(memoryOf({ optimizer: 'adamw-8bit' }).optimizerStates).toBe(Math.ceil(2.03125 * 1232 + 8 * 120));
    expect(memoryOf({ optimizer: 'lion-8bit' }).optimizerStates).toBe(Math.ceil(1.015625 * 1232 + 4 * 120));
  });

  it('in pages lie in the machine, but for the largest matrix', () => {
    // 8 x 16 of 1352 parameters, 8 bytes each.
    const paged = memoryOf({ optimizer: 'paged-adamw' });
    expect(paged).toMatchObject({ optimizerStates: 128 * 8, host: 1352 * 8 });
    // Matrices of adapters are too small for pages.
    expect(memoryOf({ ...lora, optimizer: 'paged-adamw' })).toMatchObject({
      optimizerStates: 224 * 8,
      host: 0,
    });
  });

  it('of GaLore are moments of the rank and a projector', () => {
    // Rank 2. q, o: 8x8: projector 16, moments 16 each; k, v: 8x4: 8 and 16; three of 8x16: 16 and 32 each.
    // One layer: projectors 2 x 16 + 2 x 8 + 3 x 16 = 96, moments 2 x 16 + 2 x 16 + 3 x 32 = 160; tables 200.
    const galore = { optimizer: 'galore-adamw', galoreRank: 2 } as const;
    expect(memoryOf(galore).optimizerStates).toBe(2 * (96 * 4 + 160 * 8) + 200 * 8);
    // No rank is beyond the smaller side: 4 for k and v, 8 for the rest, where nothing is saved.
    expect(memoryOf({ ...galore, galoreRank: 8 }).optimizerStates).toBeGreaterThan(1352 * 8);
  });

  it('of Muon are one moment for matrices and AdamW for the rest', () => {
    expect(memoryOf({ optimizer: 'muon' }).optimizerStates).toBe(1152 * 4 + 200 * 8);
  });

  it('hold the fp32 master copy of 16-bit weights in mixed precision', () => {
    expect(memoryOf({ weightFormat: 'bf16' }).optimizerStates).toBe(1352 * (8 + 4));
    // Pure bf16 keeps 16-bit moments and no copy.
    expect(memoryOf({ precision: 'bf16', weightFormat: 'bf16' }).optimizerStates).toBe(1352 * 4);
  });
});

describe('logits', () => {
  it('take 14 bytes per token and vocabulary entry, 16 with an fp32 head, none when fused', () => {
    expect(memoryOf(lora).logits).toBe(14 * 12 * 10); // 1680
    expect(memoryOf(qlora).logits).toBe(16 * 12 * 10); // 1920
    expect(memoryOf({ precision: 'fp32' }).logits).toBe(1920);
    expect(memoryOf({ ...qlora, fusedCrossEntropy: true }).logits).toBe(0);
    expect(memoryOf({ ...qlora, gradientCheckpointing: 'full' }).logits).toBe(1920);
  });

  it('of an encoder are a small head, left out', () => {
    expect(memoryOf({}, { kind: 'encoder' }).logits).toBe(0);
  });
});

describe('activations', () => {
  // Elements a layer keeps per token: 12 x 8 + 3 x 8 + 4 + 3 x 16 = 172.
  it('without checkpointing keep every layer', () => {
    // 2 bytes x 12 tokens x 172 = 4128 a layer; two layers.
    expect(memoryOf(lora).activations).toBe(2 * 4128);
    // Twice that where the residual stream is fp32.
    expect(memoryOf(qlora).activations).toBe(4 * 4128);
    // Weights that are trained keep the input of their products: one FFN width and one hidden size more, 196 elements.
    expect(memoryOf({}).activations).toBe(2 * 4 * 12 * 196);
    // fp32 throughout: 4 bytes.
    expect(memoryOf({ precision: 'fp32' }).activations).toBe(2 * 4 * 12 * 196);
  });

  it('with full checkpointing keep layer inputs and one layer, less the room that the logits leave', () => {
    const full = { ...lora, gradientCheckpointing: 'full' } as const;
    // Inputs: 2 x 12 x 8 = 192 a layer. The layer's other 4128 - 192 = 3936 exceed the logits' 1680 by 2256.
    expect(memoryOf(full).activations).toBe(2 * 192 + 2256);
    // Fused loss: no room to share.
    expect(memoryOf({ ...full, fusedCrossEntropy: true }).activations).toBe(2 * 192 + 3936);
    // A vocabulary of 100: logits 16800 leave room for the whole layer.
    expect(memoryOf(full, { vocabSize: 100, parameters: 2792 }).activations).toBe(2 * 192);
    // QLoRA: inputs in fp32 (384), the recomputed layer in 16 bits: 4128 - 384 - 1920 = 1824.
    expect(memoryOf({ ...qlora, gradientCheckpointing: 'full' }).activations).toBe(2 * 384 + 1824);
  });

  it('with selective checkpointing keep the results of matrix products', () => {
    // 3 x 8 + 2 x (8 + 4) + 2 x 16 = 80 elements: 1920 bytes a layer; the rest of one layer, 2208, exceeds 1680 by 528.
    expect(memoryOf({ ...lora, gradientCheckpointing: 'selective' }).activations).toBe(2 * 1920 + 528);
  });

  it('of eager attention add the s x s matrices and a mask', () => {
    const eager = {
      ...lora,
      attention: 'eager',
      gradientCheckpointing: 'full',
      fusedCrossEntropy: true,
    } as const;
    // 15 bytes x 2 heads x 12 tokens x 4 positions = 1440, mask 2 x 48 = 96.
    expect(memoryOf(eager).activations).toBe(2 * 192 + 3936 + 1440 + 96);
    // Without checkpointing 6 of the 15 stay in each layer: 2 x 6 x 96 = 1152, and 9 x 96 = 864 in passing.
    expect(memoryOf({ ...eager, gradientCheckpointing: 'none' }).activations).toBe(8256 + 1152 + 864 + 96);
    // Fused kernels keep none of it.
    expect(memoryOf({ ...eager, attention: 'flash' }).activations).toBe(2 * 192 + 3936);
  });

  it('of a plain feed-forward layer are less than of a gated one', () => {
    // 12 x 8 + 3 x 8 + 4 + 16 = 140 elements; trained weights keep the input of the second matrix too.
    expect(memoryOf(lora, { gatedMlp: false }).activations).toBe(2 * 2 * 12 * 140);
    expect(memoryOf({}, { gatedMlp: false }).activations).toBe(2 * 4 * 12 * 156);
  });
});

describe('buffers', () => {
  it('hold the half-precision copies that autocast makes of fp32 weights', () => {
    // Layers 1152 and head 80, 2 bytes each; the embedding is looked up, not multiplied.
    expect(memoryOf({}).buffers).toBe(blas + 2 * (1152 + 80)); // 2464
    // Frozen weights under full checkpointing: the head and one layer, 576.
    expect(memoryOf({ method: 'lora', gradientCheckpointing: 'full', fusedCrossEntropy: true }).buffers).toBe(
      blas + 2 * (576 + 80),
    );
    expect(memoryOf({ weightFormat: 'bf16' }).buffers).toBe(blas);
  });

  it('hold one dequantised layer where the logits leave no room for it', () => {
    // 2 x 8 x 16 = 256 bytes.
    const fused = { ...qlora, gradientCheckpointing: 'full', fusedCrossEntropy: true } as const;
    expect(memoryOf(fused).buffers).toBe(blas + 256);
    expect(
      memoryOf({ ...fused, fusedCrossEntropy: false }, { vocabSize: 100, parameters: 2792 }).buffers,
    ).toBe(blas);
  });

  it('hold a copy of one state in an AdamW step that is not fused', () => {
    // 1352 x 4 = 5408 against what the forward pass leaves: with one token, activations 2 x 784 and logits 140.
    const small = { sequenceLength: 1, microBatchSize: 1, fusedOptimizer: false } as const;
    expect(memoryOf(small).buffers).toBe(blas + 5408 - 2 * 784 - 140); // 3700
    // Casts are larger than what is left of the copy when the micro-batch is large.
    expect(memoryOf({ fusedOptimizer: false }).buffers).toBe(blas + 2464);
    expect(memoryOf({ ...small, optimizer: 'sgd' }).buffers).toBe(blas + 2464);
  });

  it('leave slack to the allocator as a share of what comes and goes for a moment', () => {
    // One layer, 4128, exceeds the logits; what waits for the backward pass is allocated tightly.
    expect(memoryOf(lora).slack).toBe(Math.ceil(0.21 * 4128));
    expect(memoryOf({ ...lora, gradientCheckpointing: 'full' }).slack).toBe(Math.ceil(0.21 * 4128));
    // Logits of a vocabulary of 100: 16800.
    expect(memoryOf(lora, { vocabSize: 100, parameters: 2792 }).slack).toBe(Math.ceil(0.21 * 16800));
    expect(memoryOf({ ...lora, attention: 'eager' }).slack).toBe(Math.ceil(0.5 * (4128 + 1440)));
  });
});

describe('context and total', () => {
  it('adds the context of the generation', () => {
    const prepared = prepare({ ...base, ...lora }, toy);
    const { memory } = onCard(prepared, toyGpu, '');
    // Between the 140.875 MiB measured on Turing and an allowance of 500 MiB.
    expect(memory.perGpu.context).toBe((140.875 + 500) * 2 ** 19);
    expect(onCard(prepared, { ...toyGpu, computeCapability: 7.5 }, '').memory.perGpu.context).toBe(
      140.875 * 2 ** 20,
    );
    // 3600 weights + 896 gradients + 1792 states + 8256 activations + 1680 logits.
    expect(memory.allocated).toBe(16224 + blas);
    expect(memory.reserved).toBe(16224 + blas + 867);
    expect(memory.total).toBe(memory.reserved + memory.perGpu.context);
    expect(memory.perGpu.temporary).toBe(blas + 867);
  });

  it('fits when total and other use are within the usable memory, to the byte', () => {
    const request = { ...base, ...lora };
    const { total } = onCard(prepare(request, toy), toyGpu, '').memory;
    const at = (gpuMemoryBytes: number, otherUseBytes: number) =>
      onCard(prepare({ ...request, gpuMemoryBytes, otherUseBytes }, toy), toyGpu, '');
    expect(at(total + 7, 7)).toMatchObject({ fits: true, headroom: 0 });
    expect(at(total + 6, 7)).toMatchObject({ fits: false, headroom: -1 });
  });
});
