import { describe, expect, it } from 'vitest';
import { alphabetically, initial } from '../../src/components/alphabet.ts';

describe('a list from A to Z', () => {
  it.each([
    ['Warp', 'W'],
    ['autocast', 'A'],
    ['8-bit optimizer', '0–9'],
    ['8位优化器', '0–9'],
    ['上溢', 'S'],
    ['显存', 'X'],
    ['词元', 'C'],
    ['张量', 'Z'],
    ['微调', 'W'],
    ['核函数', 'H'],
    ['优化器', 'Y'],
    ['梯度', 'T'],
    ['二级缓存', 'E'],
    ['编码器', 'B'],
    ['全归约', 'Q'],
  ])('has %s under %s', (name, letter) => {
    expect(initial(name)).toBe(letter);
  });

  it('orders letters, and names under each', () => {
    const names = ['词元', 'Warp', 'CUDA', 'cuDNN', '8位优化器', '残差流'];
    expect(alphabetically(names, (name) => name, 'zh-cn')).toEqual([
      ['0–9', ['8位优化器']],
      ['C', ['残差流', '词元', 'CUDA', 'cuDNN']],
      ['W', ['Warp']],
    ]);
  });
});
