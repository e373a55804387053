import type { ComputeCapability } from './compute-capabilities.ts';
import type { Software, SoftwareSupport } from './types.ts';

/** Day on which the entries below were checked against their sources. */
const read = '2026-11-25';

const pascal: ComputeCapability[] = ['6.0', '6.1'];
const volta: ComputeCapability[] = ['7.0'];
const turing: ComputeCapability[] = ['7.5'];
const ampere: ComputeCapability[] = ['8.0', '8.6'];
const ada: ComputeCapability[] = ['8.9'];
const hopper: ComputeCapability[] = ['9.0'];
/** The two members of the Blackwell family that documentation names, and the two that run their code. */
const blackwell: ComputeCapability[] = ['10.0', '12.0'];
const blackwellRelatives: ComputeCapability[] = ['10.3', '12.1'];

type Details = Omit<SoftwareSupport, 'computeCapabilities' | 'status' | 'sources' | 'read'>;

/** One statement about some compute capabilities, checked on the day above. */
function on(
  computeCapabilities: ComputeCapability[],
  status: SoftwareSupport['status'],
  sources: string[],
  details: Details = {},
): SoftwareSupport {
  return { computeCapabilities, status, ...details, sources, read };
}

/** The statements of PyTorch's support matrix that all CUDA 13 builds share. */
function cuda13Wheel(): SoftwareSupport[] {
  const matrix = ['pytorch-cuda-2-12', 'pytorch-cuda-2-14'];
  return [
    on([...pascal, ...volta], 'no', [...matrix, 'cuda-13-release-notes'], {
      note: 'cuda-13-starts-at-turing',
    }),
    on([...turing, ...ampere, ...hopper, ...blackwell], 'yes', matrix),
    on(ada, 'yes', matrix, { note: 'runs-code-for-8-6' }),
    on(['10.3'], 'yes', matrix, { note: 'runs-code-for-10-0', unverified: true }),
    on(['12.1'], 'yes', ['pytorch-sm121', 'pytorch-gb10'], { note: 'runs-code-for-12-0' }),
  ];
}

/** A row of vLLM's table of quantisation kernels, which ends at Hopper. `volta`: kernels that ran while vLLM accepted Volta. */
function vllmKernel(rows: {
  volta: boolean;
  turing: boolean;
  ampere: boolean;
  turingNote?: string;
}): SoftwareSupport[] {
  const sources = ['vllm-quantization', 'vllm-installation'];
  return [
    on(pascal, 'no', sources, { note: 'vllm-starts-at-turing' }),
    rows.volta
      ? on(volta, 'no', ['vllm-0-14-quantization', 'vllm-0-21-installation'], {
          until: '0.14',
          droppedIn: '0.21',
          note: 'vllm-starts-at-turing',
        })
      : on(volta, 'no', sources),
    on(turing, rows.turing ? 'yes' : 'no', sources, rows.turingNote ? { note: rows.turingNote } : {}),
    on(ampere, rows.ampere ? 'yes' : 'no', sources),
    on([...ada, ...hopper], 'yes', sources),
    on([...blackwell, ...blackwellRelatives], 'unknown', [], { note: 'table-ends-at-hopper' }),
  ];
}

/** What supports which compute capability, from the driver up to the server. */
export const software: Software[] = [
  {
    slug: 'nvidia-driver',
    name: 'NVIDIA driver',
    group: 'platform',
    version: '620',
    support: [
      on(
        [...pascal, ...volta],
        'no',
        ['nvidia-driver-architecture-matrix', 'nvidia-driver-branches', 'geforce-pascal-security-updates'],
        {
          until: '580',
          note: 'driver-580',
        },
      ),
      on([...turing, ...ampere, ...ada, ...hopper, ...blackwell], 'yes', [
        'nvidia-driver-architecture-matrix',
        'nvidia-driver-branches',
      ]),
      on(blackwellRelatives, 'yes', ['nvidia-driver-architecture-matrix'], {
        note: 'same-family',
        unverified: true,
      }),
    ],
  },
  {
    slug: 'cuda-toolkit',
    name: 'CUDA Toolkit',
    group: 'platform',
    version: '13.5',
    support: [
      on(
        pascal,
        'no',
        ['nvidia-driver-architecture-matrix', 'nvidia-architecture-support-blog', 'cuda-13-release-notes'],
        {
          from: '8.0',
          until: '12.9',
          droppedIn: '13.0',
        },
      ),
      on(
        volta,
        'no',
        ['nvidia-driver-architecture-matrix', 'nvidia-architecture-support-blog', 'cuda-13-release-notes'],
        {
          from: '9.0',
          until: '12.9',
          droppedIn: '13.0',
        },
      ),
      on(turing, 'yes', ['nvidia-driver-architecture-matrix', 'cuda-13-features'], {
        from: '10.0',
        note: 'oldest-of-cuda-13',
      }),
      on(['8.0'], 'yes', ['nvidia-driver-architecture-matrix', 'cuda-13-features'], { from: '11.0' }),
      on(['8.6'], 'yes', ['llama-cpp-cuda-architectures', 'cuda-13-features'], { from: '11.1' }),
      on([...ada, ...hopper], 'yes', ['nvidia-driver-architecture-matrix', 'llama-cpp-cuda-architectures'], {
        from: '11.8',
      }),
      on(blackwell, 'yes', ['nvidia-driver-architecture-matrix'], { from: '12.8' }),
      on(blackwellRelatives, 'yes', ['cuda-12-9-features'], { from: '12.9' }),
    ],
  },
  {
    slug: 'cudnn',
    name: 'cuDNN',
    group: 'platform',
    version: '9.17',
    support: [
      on(
        [...pascal, ...volta],
        'no',
        ['cudnn-support-matrix', 'cudnn-support-matrix-9-17', 'pytorch-cuda-2-14-release'],
        {
          until: '9.10.2',
          droppedIn: '9.17',
          note: 'cudnn-in-the-wheel',
        },
      ),
      on([...turing, ...ampere, ...ada, ...hopper, ...blackwell], 'yes', ['cudnn-support-matrix-9-17']),
      on(blackwellRelatives, 'yes', ['cudnn-support-matrix-9-17'], { note: 'same-family', unverified: true }),
    ],
  },
  {
    slug: 'tensorrt',
    name: 'TensorRT',
    group: 'platform',
    version: '11.5',
    support: [
      on(pascal, 'no', ['tensorrt-10-1-support'], { note: 'tensorrt-10-from-volta' }),
      on(volta, 'no', ['tensorrt-10-5-notes'], { until: '10.4', droppedIn: '10.5' }),
      on([...turing, ...ampere, ...ada, ...hopper, ...blackwell], 'yes', ['tensorrt-beam'], {
        note: 'tensorrt-secondary',
        unverified: true,
      }),
      on(['10.3'], 'yes', ['tensorrt-11-5-notes']),
      on(['12.1'], 'yes', ['tensorrt-11-1-notes']),
    ],
  },
  {
    slug: 'tensorrt-rtx',
    name: 'TensorRT for RTX',
    group: 'platform',
    support: [
      on(['7.5', '8.6', '8.9', '12.0'], 'yes', ['tensorrt-rtx-support', 'tensorrt-rtx-1-5-support']),
      on(['12.1'], 'yes', ['tensorrt-rtx-1-5-support'], { from: '1.5' }),
      on(['6.0', '6.1', '7.0', '8.0', '9.0', '10.0', '10.3'], 'no', ['tensorrt-rtx-support'], {
        note: 'not-listed',
      }),
    ],
  },

  {
    slug: 'pytorch-cu126',
    name: 'PyTorch, CUDA 12.6 build',
    group: 'pytorch',
    version: '2.14.1',
    wheel: {
      index: 'cu126',
      cuda: '12.6',
      minimumDriver: 525,
      torch: '2.14.1',
      torchvision: '0.29.1',
      ended: { release: '2.14', announced: '2026-09-04' },
      sources: ['pytorch-2-14-1-cu126', 'pytorch-cuda-12-wheels', 'cuda-minor-version-compatibility'],
    },
    support: [
      on(['6.0', '7.0', '7.5', '8.0', '8.6', '9.0'], 'yes', ['pytorch-cuda-2-12', 'pytorch-cuda-2-14']),
      on(['6.1'], 'yes', ['pytorch-cuda-2-12', 'pytorch-cuda-2-14', 'pytorch-wheel-architectures'], {
        note: 'runs-code-for-6-0',
      }),
      on(ada, 'yes', ['pytorch-cuda-2-12', 'pytorch-cuda-2-14'], { note: 'runs-code-for-8-6' }),
      on([...blackwell, ...blackwellRelatives], 'no', ['pytorch-cuda-2-12', 'pytorch-cuda-2-14'], {
        note: 'cu126-ends-at-hopper',
      }),
    ],
  },
  {
    slug: 'pytorch-cu128',
    name: 'PyTorch, CUDA 12.8 build',
    group: 'pytorch',
    version: '2.11.0',
    wheel: {
      index: 'cu128',
      cuda: '12.8',
      minimumDriver: 525,
      torch: '2.11.0',
      torchvision: '0.26.0',
      ended: { release: '2.11', announced: '2026-04-01' },
      sources: ['pytorch-cuda-12-8-notice', 'cuda-minor-version-compatibility'],
    },
    support: [
      on(pascal, 'no', ['pytorch-pascal-cu128', 'pytorch-wheel-architectures'], {
        until: '2.7',
        droppedIn: '2.8',
        note: 'cu128-windows-only',
      }),
      on(volta, 'no', ['pytorch-cuda-2-9', 'pytorch-volta-cu128', 'pytorch-volta-notice'], {
        until: '2.10',
        droppedIn: '2.11',
      }),
      on([...turing, ...ampere, ...hopper, ...blackwell], 'yes', ['pytorch-volta-cu128']),
      on(ada, 'yes', ['pytorch-volta-cu128'], { note: 'runs-code-for-8-6' }),
      on(['10.3'], 'yes', ['pytorch-volta-cu128'], { note: 'runs-code-for-10-0', unverified: true }),
      on(['12.1'], 'yes', ['pytorch-sm121'], { note: 'runs-code-for-12-0', unverified: true }),
    ],
  },
  {
    slug: 'pytorch-cu130',
    name: 'PyTorch, CUDA 13.0 build',
    group: 'pytorch',
    version: '2.14.1',
    wheel: {
      index: 'cu130',
      cuda: '13.0',
      minimumDriver: 580,
      torch: '2.14.1',
      torchvision: '0.29.1',
      sources: [
        'pytorch-release-matrix',
        'pytorch-cuda-2-14',
        'pytorch-pypi',
        'cuda-minor-version-compatibility',
      ],
    },
    support: cuda13Wheel(),
  },
  {
    slug: 'pytorch-cu132',
    name: 'PyTorch, CUDA 13.2 build',
    group: 'pytorch',
    version: '2.14.1',
    wheel: {
      index: 'cu132',
      cuda: '13.2',
      minimumDriver: 580,
      torch: '2.14.1',
      torchvision: '0.29.1',
      isDefault: true,
      sources: [
        'pytorch-release-matrix',
        'pytorch-cuda-2-14',
        'pytorch-pypi',
        'cuda-minor-version-compatibility',
      ],
    },
    support: cuda13Wheel(),
  },

  {
    slug: 'triton',
    name: 'Triton',
    group: 'kernels',
    support: [
      on(pascal, 'unofficial', ['triton-repository', 'pascal-packages'], { note: 'triton-patched' }),
      on(volta, 'unofficial', ['triton-repository', 'triton-mma-v1'], { note: 'triton-below-8-0' }),
      on(turing, 'unofficial', ['triton-repository', 'triton-mma-v1', 'triton-windows-turing'], {
        until: '3.2',
        droppedIn: '3.3',
        note: 'triton-below-8-0',
      }),
      on([...ampere, ...ada, ...hopper, ...blackwell, ...blackwellRelatives], 'yes', ['triton-repository']),
    ],
  },
  {
    slug: 'flash-attention-1',
    name: 'FlashAttention 1',
    group: 'kernels',
    support: [
      on(turing, 'yes', ['flash-attention-turing-v1'], { note: 'flash-attention-1-turing' }),
      on(
        [...pascal, ...volta, ...ampere, ...ada, ...hopper, ...blackwell, ...blackwellRelatives],
        'unknown',
        [],
        { note: 'flash-attention-1-superseded' },
      ),
    ],
  },
  {
    slug: 'flash-attention-2',
    name: 'FlashAttention 2',
    group: 'kernels',
    support: [
      on([...pascal, ...volta], 'no', ['flash-attention-repository']),
      on(turing, 'unofficial', ['flash-attention-repository'], { note: 'flash-attention-2-turing' }),
      on([...ampere, ...ada, ...hopper], 'yes', ['flash-attention-repository']),
      on([...blackwell, ...blackwellRelatives], 'yes', ['flash-attention-repository'], {
        note: 'flash-attention-2-build-list',
      }),
    ],
  },
  {
    slug: 'flash-attention-3',
    name: 'FlashAttention 3',
    group: 'kernels',
    support: [
      on(hopper, 'yes', ['flash-attention-repository'], { note: 'flash-attention-3-beta' }),
      on([...pascal, ...volta, ...turing, ...ampere, ...ada, ...blackwell, ...blackwellRelatives], 'no', [
        'flash-attention-repository',
      ]),
    ],
  },
  {
    slug: 'flash-attention-4',
    name: 'FlashAttention 4',
    group: 'kernels',
    support: [
      on([...pascal, ...volta, ...turing], 'no', ['flash-attention-repository']),
      on([...ampere, ...ada], 'partial', ['flash-attention-repository'], {
        note: 'flash-attention-4-forward',
      }),
      on(hopper, 'yes', ['flash-attention-repository']),
      on(['10.0', '10.3'], 'yes', ['flash-attention-repository'], { note: 'flash-attention-4-fp8' }),
      on(['12.0', '12.1'], 'yes', ['flash-attention-repository'], { note: 'flash-attention-4-no-fp8' }),
    ],
  },
  ...(
    [
      ['bitsandbytes-4bit', 'bitsandbytes: NF4 and FP4'],
      ['bitsandbytes-8bit-optimizers', 'bitsandbytes: 8-bit optimizers'],
    ] as const
  ).map(([slug, name]): Software => ({
    slug,
    name,
    group: 'kernels',
    support: [
      on(pascal, 'yes', ['bitsandbytes-repository'], { note: 'bitsandbytes-pascal' }),
      on(volta, 'yes', ['bitsandbytes-repository'], { note: 'bitsandbytes-volta' }),
      on([...turing, ...ampere, ...ada, ...hopper], 'yes', ['bitsandbytes-repository']),
      on(blackwell, 'yes', ['bitsandbytes-repository'], { note: 'bitsandbytes-blackwell' }),
      on(['10.3'], 'yes', ['bitsandbytes-repository'], { note: 'runs-code-for-10-0', unverified: true }),
      on(['12.1'], 'yes', ['bitsandbytes-repository'], { note: 'bitsandbytes-gb10' }),
    ],
  })),
  {
    slug: 'bitsandbytes-llm-int8',
    name: 'bitsandbytes: LLM.int8()',
    group: 'kernels',
    support: [
      on([...pascal, ...volta], 'no', ['bitsandbytes-repository']),
      on([...turing, ...ampere, ...ada, ...hopper], 'yes', ['bitsandbytes-repository']),
      on(blackwell, 'yes', ['bitsandbytes-repository'], { note: 'bitsandbytes-blackwell' }),
      on(['10.3'], 'yes', ['bitsandbytes-repository'], { note: 'runs-code-for-10-0', unverified: true }),
      on(['12.1'], 'yes', ['bitsandbytes-repository'], { note: 'bitsandbytes-gb10' }),
    ],
  },
  {
    slug: 'transformer-engine',
    name: 'Transformer Engine: BF16',
    group: 'kernels',
    support: [
      on([...pascal, ...volta, ...turing], 'no', ['transformer-engine-matrix']),
      on([...ampere, ...ada, ...hopper, '10.0', '10.3', '12.0'], 'yes', ['transformer-engine-matrix']),
      on(['12.1'], 'yes', ['transformer-engine-matrix'], { note: 'same-family', unverified: true }),
    ],
  },
  {
    slug: 'transformer-engine-fp8',
    name: 'Transformer Engine: FP8',
    group: 'kernels',
    support: [
      on([...pascal, ...volta, ...turing, ...ampere], 'no', [
        'transformer-engine-matrix',
        'transformer-engine-repository',
      ]),
      on(ada, 'yes', ['transformer-engine-matrix', 'transformer-engine-repository'], {
        note: 'needs-cuda-12-1',
      }),
      on([...hopper, '10.0', '10.3', '12.0', '12.1'], 'yes', [
        'transformer-engine-matrix',
        'transformer-engine-repository',
      ]),
    ],
  },
  {
    slug: 'transformer-engine-fp8-block',
    name: 'Transformer Engine: FP8, block scaling',
    group: 'kernels',
    support: [
      on([...pascal, ...volta, ...turing, ...ampere, ...ada], 'no', [
        'transformer-engine-matrix',
        'transformer-engine-repository',
      ]),
      on(
        [...hopper, '10.0', '10.3', '12.0', '12.1'],
        'yes',
        ['transformer-engine-matrix', 'transformer-engine-repository'],
        {
          note: 'needs-cuda-12-9',
        },
      ),
    ],
  },
  {
    slug: 'transformer-engine-mxfp8',
    name: 'Transformer Engine: MXFP8',
    group: 'kernels',
    support: [
      on([...pascal, ...volta, ...turing, ...ampere, ...ada, ...hopper], 'no', [
        'transformer-engine-matrix',
        'transformer-engine-repository',
      ]),
      on(['10.0', '10.3'], 'yes', ['transformer-engine-matrix', 'transformer-engine-repository']),
      on(['12.0', '12.1'], 'no', ['transformer-engine-matrix', 'transformer-engine-repository'], {
        note: 'mxfp8-refused',
      }),
    ],
  },
  {
    slug: 'transformer-engine-nvfp4',
    name: 'Transformer Engine: NVFP4',
    group: 'kernels',
    support: [
      on([...pascal, ...volta, ...turing, ...ampere, ...ada, ...hopper], 'no', [
        'transformer-engine-matrix',
        'transformer-engine-repository',
      ]),
      on(['10.0', '10.3'], 'yes', ['transformer-engine-matrix', 'transformer-engine-repository']),
      on(['12.0'], 'partial', ['transformer-engine-matrix', 'transformer-engine-repository'], {
        note: 'nvfp4-partial',
      }),
      on(['12.1'], 'partial', ['transformer-engine-repository'], { note: 'nvfp4-partial', unverified: true }),
    ],
  },

  {
    slug: 'unsloth',
    name: 'Unsloth',
    group: 'training',
    support: [
      on(['6.0'], 'no', ['unsloth-requirements']),
      on(['6.1'], 'unofficial', ['unsloth-requirements', 'unsloth-repository'], { note: 'unsloth-pascal' }),
      on([...volta, ...turing], 'yes', ['unsloth-requirements', 'unsloth-repository'], {
        note: 'fp16-instead-of-bf16',
      }),
      on([...ampere, ...ada, ...hopper, ...blackwell, '12.1'], 'yes', [
        'unsloth-requirements',
        'unsloth-repository',
      ]),
      on(['10.3'], 'yes', ['unsloth-requirements'], { note: 'same-family', unverified: true }),
    ],
  },
  {
    slug: 'axolotl',
    name: 'Axolotl',
    group: 'training',
    support: [
      on(pascal, 'unknown', [], { note: 'axolotl-not-named' }),
      on([...volta, ...turing], 'partial', ['axolotl-repository'], { note: 'axolotl-no-bf16' }),
      on([...ampere, ...ada, ...hopper, ...blackwell, ...blackwellRelatives], 'yes', ['axolotl-repository']),
    ],
  },

  {
    slug: 'llama-cpp',
    name: 'llama.cpp',
    group: 'inference',
    support: [
      on([...pascal, ...volta], 'yes', ['llama-cpp-cuda-architectures'], { note: 'llama-cpp-cuda-12' }),
      on([...turing, ...ampere, ...ada, ...hopper], 'yes', ['llama-cpp-cuda-architectures']),
      on(['10.0', '10.3'], 'yes', ['llama-cpp-cuda-architectures'], { note: 'llama-cpp-jit' }),
      on(['12.0'], 'yes', ['llama-cpp-cuda-architectures'], { note: 'needs-cuda-12-8' }),
      on(['12.1'], 'yes', ['llama-cpp-cuda-architectures'], { note: 'needs-cuda-12-9' }),
    ],
  },
  {
    slug: 'vllm',
    name: 'vLLM',
    group: 'inference',
    support: [
      on(pascal, 'no', ['vllm-installation', 'vllm-0-14-installation'], { note: 'vllm-patched' }),
      on(volta, 'no', ['vllm-0-14-installation', 'vllm-0-21-installation'], {
        until: '0.14',
        droppedIn: '0.21',
      }),
      on([...turing, ...ampere, ...ada, ...hopper, '10.0'], 'yes', [
        'vllm-installation',
        'vllm-0-21-installation',
      ]),
      on(['12.0'], 'yes', ['vllm-installation', 'vllm-sm120']),
      on(['10.3'], 'yes', ['vllm-installation'], { note: 'same-family', unverified: true }),
      on(['12.1'], 'partial', ['vllm-installation', 'vllm-sm121'], { note: 'vllm-gb10' }),
    ],
  },
  {
    slug: 'vllm-awq',
    name: 'vLLM: AWQ',
    group: 'inference',
    support: vllmKernel({ volta: false, turing: true, ampere: true }),
  },
  {
    slug: 'vllm-gptq',
    name: 'vLLM: GPTQ',
    group: 'inference',
    support: vllmKernel({ volta: true, turing: true, ampere: true }),
  },
  {
    slug: 'vllm-marlin',
    name: 'vLLM: Marlin (GPTQ, AWQ, FP8, FP4 weights)',
    group: 'inference',
    support: vllmKernel({ volta: false, turing: true, ampere: true, turingNote: 'marlin-no-mxfp4' }),
  },
  {
    slug: 'vllm-int8',
    name: 'vLLM: INT8 (W8A8)',
    group: 'inference',
    support: vllmKernel({ volta: false, turing: true, ampere: true }),
  },
  {
    slug: 'vllm-fp8',
    name: 'vLLM: FP8 (W8A8)',
    group: 'inference',
    support: vllmKernel({ volta: false, turing: false, ampere: false }),
  },
  {
    slug: 'vllm-bitsandbytes',
    name: 'vLLM: bitsandbytes',
    group: 'inference',
    support: vllmKernel({ volta: true, turing: true, ampere: true }),
  },
  {
    slug: 'vllm-gguf',
    name: 'vLLM: GGUF',
    group: 'inference',
    support: vllmKernel({ volta: true, turing: true, ampere: true }),
  },
];
