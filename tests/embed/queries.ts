/** Addresses as nobody wrote them: the keys of the calculators with values that are right, nearly right and noise. */
import fc from 'fast-check';

/** Keys with values some of which are right. The pages say of each whether they know it. */
export const values: Record<string, readonly string[]> = {
  model: ['llama-3.1-8b', 'gpt2', 'vit-b-16', 'mixtral-8x7b', 'custom', 'llama-9'],
  dims: ['p8030261248-l32-h4096-i14336-a32-k8-d128-v128256-t0-g1-c131072', 'p1-l0', '-', 'e8.2.1'],
  name: ['mine', '<b>mine</b>', ''],
  job: ['qlora', 'lora', 'dora', 'full', 'run', 'walk'],
  method: ['full', 'lora', 'qlora'],
  gpu: ['rtx-3090', 'gtx-1080-ti', 'h100-sxm5-80gb', 'rtx-3060-12gb', 'rtx-9090'],
  seq: ['1', '4096', '1048576', '1048577', '0', '4k', '1e3', '2048.5'],
  ctx: ['1', '32768', '-1', 'all'],
  batch: ['1', '64', '4096', '4097', '1e999'],
  accum: ['1', '128', 'NaN'],
  ckpt: ['none', 'selective', 'full', 'some'],
  prec: ['auto', 'fp32', 'fp8-mixed', 'bf16', 'fp64'],
  opt: ['adamw', 'muon', 'galore-adamw-8bit', 'adam'],
  attn: ['eager', 'sdpa', 'flash', 'fast'],
  fce: ['0', '1', 'yes'],
  dq: ['0', '1', ''],
  rank: ['1', '4096', '16.5'],
  targets: ['attention', 'all-linear', 'q_proj'],
  wf: ['auto', 'nf4', 'q4_k_m', 'fp32', 'q4'],
  kv: ['fp16', 'fp8', 'q4_0', 'fp4'],
  conc: ['1', '4096', '0'],
  other: ['0', '1.5', '1024', '-0'],
  tokens: ['1', '1e15', '1e16', '12 000'],
  samples: ['1', '1e12', 'x'],
  kwh: ['0', '0.3', '101'],
  price: ['0', '799.99', '1000001'],
  mem: ['0.5', '47.279', '1024', '0'],
  seg: ['all', 'laptop', 'datacenter', 'server'],
  series: ['', 'GeForce RTX 30', 'GeForce RTX 99'],
  minmem: ['0', '24', '24GB'],
  budget: ['0', '1000', 'cheap'],
  fits: ['0', '1', '2'],
  sort: ['rank', '-price', 'speed', 'beauty'],
  grad: ['-40', '4', '5'],
  scale: ['0', '24', '25'],
  unit: ['gib', 'gb', 'GB'],
  cur: ['USD', 'CNY', 'ZZZ', 'euro', 'usd'],
  rate: ['7.1', '0', '-1'],
  was: ['2026-11-25~13.5~690', '2026-11-25~1~1', 'yesterday', ''],
  theme: ['dark', 'light', 'blue'],
  v: ['1', '2', 'one'],
};

const noise = fc.oneof(
  fc.string({ maxLength: 12 }),
  // Signs that every Unicode knows: a browser's may be older than ours, and shows what it does not know as a space.
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '__proto__', '\u202e'),
);
const pair = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .constantFrom(...Object.entries(values))
      .chain(([key, list]) => fc.tuple(fc.constant(key), fc.constantFrom(...list))),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...Object.keys(values)), noise) },
  { weight: 1, arbitrary: fc.tuple(noise, noise) },
);
/** Well-formed queries, keys repeated now and then, and text that is no query at all. */
export const query = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .array(pair, { minLength: 1, maxLength: 9 })
      .map((pairs) =>
        String(new URLSearchParams(pairs.map(([key, value]) => [key.toWellFormed(), value.toWellFormed()]))),
      ),
  },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z0-9=&%+.~-]{1,40}$/) },
);
