import { describe, expect, it } from 'vitest';
import { compact, stem, tokensOf, wordsOf } from '../../src/search/words.ts';

describe('one spelling of a name', () => {
  it.each([
    ['GeForce RTX 4060 Ti 16 GB', '4060ti16gb'],
    ['RTX4060Ti 16G', '4060ti16gb'],
    ['rtx-4060-ti-16gb', '4060ti16gb'],
    ['4070tis', '4070tisuper'],
    ['1660S', '1660super'],
    ['5090D v2', '5090dv2'],
    ['NVIDIA A100 PCIe 80 GB', 'a100pcie80gb'],
    ['Tesla T4', 't4'],
    ['TITAN RTX', 'titanrtx'],
    ['FlashAttention', 'flashattention'],
    ['flash attention', 'flashattention'],
    ['Llama-3.1-8B', 'llama3.18b'],
    ['llama3.1 8b', 'llama3.18b'],
    ['3060移动版', '3060laptop'],
    ['RTX 3060 Laptop GPU', '3060laptop'],
    ['', ''],
  ])('%s is %s', (name, plain) => expect(compact(name)).toBe(plain));
});

describe('the words of a name', () => {
  it.each([
    ['BF16', ['bf16']],
    ['qwen2.5-7b模型', ['qwen', '2.5', '7b', '模型']],
    ['LoRA微调 4090', ['lora', '微调', '4090']],
    ['llama.cpp', ['llama', 'cpp']],
    ['q4_k_m', ['q4', 'k', 'm']],
  ])('%s', (name, words) => expect(wordsOf(name)).toEqual(words));
});

describe('the tokens of a name', () => {
  it.each([
    ['How much GPU memory do I need?', ['gpu', 'memory']],
    ['RTX 3090', ['3090']],
    ['Tensor Cores', ['tensor', 'cor']],
    ['梯度检查点', ['梯度', '度检', '检查', '查点']],
    ['什么是显存', ['显存']],
    ['KV缓存', ['kv', '缓存']],
    ['what is the', []],
  ])('%s', (name, tokens) => expect(tokensOf(name)).toEqual(tokens));
});

describe('stem', () => {
  it.each([
    ['quantisation', 'quantization'],
    ['optimisers', 'optimizers'],
    ['cores', 'core'],
    ['training', 'trains'],
    ['caching', 'cache'],
  ])('%s and %s are one word', (a, b) => expect(stem(a)).toBe(stem(b)));

  it.each(['bus', 'loss', 'fp16', 'h100s', 'this'])('%s stays', (word) => expect(stem(word)).toBe(word));
});
