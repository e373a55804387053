import { describe, expect, it } from 'vitest';
import { plainTex } from '../../src/cli/tex.ts';
import { formulas } from '../../src/estimation/index.ts';

describe('a formula on a terminal', () => {
  it.each([
    ['a\\, b', 'a b'],
    ['P_{LoRA}', 'P_LoRA'],
    ['\\frac{g\\, T}{t}', '(g T) / t'],
    ['\\frac{(P - P_o)\\, b_l + P_o\\, b_o}{8} + 4 P_{LoRA}', '((P - P_o) b_l + P_o b_o) / 8 + 4 P_LoRA'],
    ['\\max\\Bigl(\\frac{D}{\\eta_d W},\\; \\frac{F}{R}\\Bigr)', 'max(D / (η_d W), F / R)'],
    ['r \\sum_{\\text{targets}} (d_{in} + d_{out})', 'r Σ_targets (d_in + d_out)'],
    ['1 - \\Bigl(1 - \\frac{k}{E}\\Bigr)^{n}', '1 - (1 - k / E)^n'],
    ['\\sum_{l=1}^{L} \\min(s, w_l)', 'Σ_(l=1)^L min(s, w_l)'],
  ])('%s', (tex, plain) => expect(plainTex(tex)).toBe(plain));

  it('has no TeX left, for every formula of the working', () => {
    for (const { symbol, formula } of Object.values(formulas))
      for (const tex of [symbol, formula]) expect(plainTex(tex)).not.toMatch(/[\\{}]|^$/);
  });
});
