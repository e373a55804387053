import { describe, expect, it } from 'vitest';
import {
  cards,
  computeCapabilities,
  gpus,
  installFor,
  software,
  sourceById,
  supportOf,
  writtenCapability,
  type ComputeCapability,
  type Software,
} from '../../catalog/index.ts';
import { catalogFiles, describeProblems, validateCatalog } from '../../catalog/validate.ts';
import { compareVersions } from '../../catalog/versions.ts';

const slugs = software.map(({ slug }) => slug);
const find = (slug: string): Software => software.find((item) => item.slug === slug)!;
const status = (slug: string, capability: ComputeCapability) => supportOf(find(slug), capability).status;

/** The real records with one changed; runs don't refer to software, so they are not judged again each time. */
const spoil = (slug: string, change: (record: Software) => void) => {
  const records = structuredClone(software);
  change(records.find((record) => record.slug === slug)!);
  return describeProblems(
    validateCatalog({ ...catalogFiles, measurements: {}, scope: {}, software: { 'software.ts': records } }),
  );
};

describe('software support', () => {
  it('covers what the guide promises', () => {
    expect(slugs).toEqual(
      expect.arrayContaining([
        ...[
          'nvidia-driver',
          'cuda-toolkit',
          'cudnn',
          'tensorrt',
          'triton',
          'llama-cpp',
          'vllm',
          'unsloth',
          'axolotl',
        ],
        ...['pytorch-cu126', 'pytorch-cu128', 'pytorch-cu130', 'pytorch-cu132'],
        ...[1, 2, 3, 4].map((version) => `flash-attention-${version}`),
        ...['bitsandbytes-4bit', 'bitsandbytes-8bit-optimizers', 'bitsandbytes-llm-int8'],
        ...['transformer-engine-fp8', 'transformer-engine-mxfp8', 'transformer-engine-nvfp4'],
      ]),
    );
  });

  it.each(slugs)('%s speaks of every compute capability once, with dated sources', (slug) => {
    const { support } = find(slug);
    expect(support.flatMap((entry) => entry.computeCapabilities).toSorted()).toEqual(
      [...computeCapabilities].toSorted(),
    );
    for (const entry of support) {
      if (entry.status !== 'unknown') expect(entry.sources.length).toBeGreaterThan(0);
      for (const id of entry.sources) expect(sourceById(id)?.read, id).toMatch(/^\d{4}-\d{2}/);
      // A reader follows each mark to its source.
      for (const id of entry.sources)
        expect(sourceById(id)?.url ?? sourceById(id)?.repository, id).toBeTruthy();
    }
  });

  it('knows every card of the catalog', () => {
    const known = gpus.map((gpu) => installFor(gpu.computeCapability).computeCapability);
    expect(new Set(known)).toEqual(new Set(gpus.map((gpu) => gpu.computeCapability.toFixed(1))));
    expect(cards.length).toBeGreaterThan(0);
  });

  it('keeps the rules of hardware: no FP8 before Ada, no FP4 before Blackwell, CUDA 13 from Turing', () => {
    for (const capability of computeCapabilities) {
      const at = Number(capability);
      expect(status('transformer-engine-fp8', capability) === 'yes').toBe(at >= 8.9);
      expect(status('vllm-fp8', capability) === 'yes').toBe(at >= 8.9 && at < 10);
      expect(status('transformer-engine-nvfp4', capability) !== 'no').toBe(at >= 10);
      expect(status('transformer-engine-mxfp8', capability) === 'yes').toBe(at >= 10 && at < 12);
      expect(status('cuda-toolkit', capability) === 'yes').toBe(at >= 7.5);
      expect(status('pytorch-cu130', capability) === 'yes').toBe(at >= 7.5);
      expect(status('pytorch-cu126', capability) === 'yes').toBe(at < 10);
      expect(status('bitsandbytes-4bit', capability)).toBe('yes');
      expect(status('bitsandbytes-llm-int8', capability) === 'yes').toBe(at >= 7.5);
      expect(status('flash-attention-2', capability) === 'yes').toBe(at >= 8);
      expect(status('flash-attention-3', capability) === 'yes').toBe(at === 9);
    }
  });

  it('says when Pascal and Volta were dropped', () => {
    expect(supportOf(find('pytorch-cu128'), '6.1')).toMatchObject({ until: '2.7', droppedIn: '2.8' });
    expect(supportOf(find('pytorch-cu128'), '7.0')).toMatchObject({ until: '2.10', droppedIn: '2.11' });
    expect(supportOf(find('cuda-toolkit'), '6.1')).toMatchObject({ until: '12.9', droppedIn: '13.0' });
    expect(supportOf(find('nvidia-driver'), '7.0')).toMatchObject({ until: '580' });
    expect(find('pytorch-cu126').wheel?.ended).toEqual({ release: '2.14', announced: '2026-09-04' });
  });
});

describe('installFor', () => {
  const line = (index: string, torch = '2.14.1', torchvision = '0.29.1') =>
    `pip install torch==${torch} torchvision==${torchvision} --index-url https://download.pytorch.org/whl/${index}`;

  it.each([
    ['GTX 10', 6.1],
    ['P100', 6],
    ['V100, TITAN V', 7],
  ])('%s: the last build there will be, and why', (_, capability) => {
    expect(installFor(capability)).toMatchObject({
      pytorch: {
        command: line('cu126'),
        minimumDriver: 525,
        ended: { release: '2.14', announced: '2026-09-04' },
      },
      pytorchForOlderDriver: null,
      cudaToolkit: '12.9',
      driverBranch: '580',
      warnings: ['last-pytorch', 'default-build-fails', 'last-driver', 'last-toolkit'],
    });
  });

  it.each([
    ['Turing', 7.5, line('cu126')],
    ['RTX 30', 8.6, line('cu126')],
    ['Ada', 8.9, line('cu126')],
    ['Hopper', 9, line('cu126')],
    ['B200', 10, line('cu128', '2.11.0', '0.26.0')],
    ['RTX 50', 12, line('cu128', '2.11.0', '0.26.0')],
  ])('%s: a CUDA 13 build, and a CUDA 12 build for an older driver', (_, capability, older) => {
    expect(installFor(capability)).toMatchObject({
      pytorch: { command: line('cu132'), minimumDriver: 580, ended: null },
      pytorchForOlderDriver: { command: older, minimumDriver: 525 },
      cudaToolkit: '13.5',
      driverBranch: '620',
      warnings: [],
    });
  });

  it('claims nothing of an older driver on GB10, and marks B300 as following from a rule', () => {
    expect(installFor(12.1)).toMatchObject({ pytorchForOlderDriver: null, warnings: [] });
    expect(installFor(10.3).warnings).toEqual(['unverified']);
  });

  it('never names a build whose record says no', () => {
    for (const capability of computeCapabilities) {
      const { pytorch, pytorchForOlderDriver } = installFor(Number(capability));
      for (const chosen of [pytorch, pytorchForOlderDriver])
        if (chosen) expect(status(chosen.slug, capability)).toBe('yes');
    }
  });

  it('names the compute capability it does not know', () => {
    expect(() => installFor(5.2)).toThrow(/5\.2.*6\.0, 6\.1/);
    expect(writtenCapability(12)).toBe('12.0');
  });
});

describe('a wrong software record', () => {
  it.each<[string, string, (record: Software) => void, RegExp]>([
    [
      'unknown source',
      'triton',
      (r) => r.support[0]!.sources.push('nowhere'),
      /software\.ts: triton, support\.0\.sources: unknown source id "nowhere"/,
    ],
    [
      'no source',
      'vllm',
      (r) => r.support[0]!.sources.splice(0),
      /vllm, support\.0\.sources: "no" without a source/,
    ],
    [
      'missing capability',
      'cudnn',
      (r) => r.support.pop(),
      /cudnn, support: says nothing of compute capability 10\.3/,
    ],
    [
      'capability twice',
      'cudnn',
      (r) => r.support[0]!.computeCapabilities.push('7.5'),
      /cudnn, support: speaks 2 times of 7\.5/,
    ],
    [
      'partly, without a reason',
      'axolotl',
      (r) => delete r.support[1]!.note,
      /axolotl, support\.1\.note: "partial" without a reason/,
    ],
    [
      'supported and over',
      'cuda-toolkit',
      (r) => {
        r.support[2]!.until = '12.9';
      },
      /support\.2\.until: still supported and yet over/,
    ],
    [
      'versions the wrong way round',
      'cuda-toolkit',
      (r) => {
        r.support[0]!.droppedIn = '12.8';
      },
      /support\.0\.droppedIn: 12\.8 is not newer than until, 12\.9/,
    ],
    [
      'no such version',
      'cuda-toolkit',
      (r) => {
        r.support[0]!.until = 'twelve';
      },
      /cuda-toolkit, support\.0\.until: /,
    ],
    ['index missing', 'pytorch-cu130', (r) => delete r.wheel, /pytorch-cu130, wheel: PyTorch builds/],
  ])('%s', (_, slug, change, message) => {
    expect(spoil(slug, change)).toMatch(message);
  });
});

describe('compareVersions', () => {
  it('compares number by number', () => {
    expect(['2.9', '2.14.1', '2.14', '12.9', '13.0'].toSorted(compareVersions)).toEqual([
      '2.9',
      '2.14',
      '2.14.1',
      '12.9',
      '13.0',
    ]);
  });
});
