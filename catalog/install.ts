import { writtenCapability, type ComputeCapability } from './compute-capabilities.ts';
import { software } from './software.ts';
import type { Software, SoftwareSupport } from './types.ts';
import { compareVersions } from './versions.ts';

type Wheel = NonNullable<Software['wheel']>;

/** One `pip install` line and what it rests on. */
export interface PytorchInstall {
  /** `pip install torch==2.14.1 torchvision==0.29.1 --index-url https://download.pytorch.org/whl/cu126` */
  command: string;
  /** Slug of the build in `software`. */
  slug: string;
  /** Last part of the address of the index it comes from: cu126. */
  index: string;
  /** Version of CUDA that it is built with. */
  cuda: string;
  /** Version of PyTorch. */
  torch: string;
  /** Version of torchvision that goes with it. */
  torchvision: string;
  /** Oldest NVIDIA driver branch that runs the build. */
  minimumDriver: number;
  /** Release with which this index ends, and the day on which that was announced; `null` while releases go on. */
  ended: Wheel['ended'] | null;
  /** Ids of its sources. */
  sources: string[];
}

/** What to know before installing. */
export type InstallWarning =
  /** No later PyTorch release will have a build for the card. */
  | 'last-pytorch'
  /** `pip install torch` without an index fetches a build without code for the card. */
  | 'default-build-fails'
  /** NVIDIA's newer driver branches leave the card out. */
  | 'last-driver'
  /** The newer CUDA Toolkits cannot compile for the card. */
  | 'last-toolkit'
  /** Nothing of the installation was confirmed for exactly this compute capability. */
  | 'unverified';

/** What a reader with a card of one compute capability installs. */
export interface Install {
  /** The compute capability it is for. */
  computeCapability: ComputeCapability;
  /** The newest PyTorch with code for the card. */
  pytorch: PytorchInstall;
  /** For a driver too old for the first line; `null` where no build that asks for less is known to run. */
  pytorchForOlderDriver: PytorchInstall | null;
  /** Newest CUDA Toolkit that compiles for the card. */
  cudaToolkit: string;
  /** Newest driver branch for the card: the last one there will be where `warnings` says so. */
  driverBranch: string;
  /** What to know before; empty where nothing is. */
  warnings: InstallWarning[];
}

function requireSoftware(slug: string): Software {
  const found = software.find((item) => item.slug === slug);
  if (!found) throw new Error(`No software "${slug}" in software.ts`);
  return found;
}

/**
 * What one piece of software does on a compute capability. Every record speaks of all of them: validation checks it.
 * @param item - One of `software`.
 * @param computeCapability - As it is written: `8.6`.
 * @returns The statement, with versions, sources and the day it was read.
 * @throws {Error} Where the record says nothing of it.
 */
export function supportOf(item: Software, computeCapability: ComputeCapability): SoftwareSupport {
  const support = item.support.find(({ computeCapabilities }) =>
    computeCapabilities.includes(computeCapability),
  );
  if (!support) throw new Error(`${item.slug} says nothing of compute capability ${computeCapability}`);
  return support;
}

/** Newest version that supports the compute capability. */
function newestFor(slug: string, computeCapability: ComputeCapability): { version: string; isLast: boolean } {
  const item = requireSoftware(slug);
  const { until } = supportOf(item, computeCapability);
  const version = until ?? item.version;
  if (version === undefined) throw new Error(`No version of ${slug} in software.ts`);
  return { version, isLast: until !== undefined };
}

function pytorchInstall(item: Software, wheel: Wheel): PytorchInstall {
  const { index, cuda, torch, torchvision, minimumDriver, ended = null, sources } = wheel;
  return {
    command: `pip install torch==${torch} torchvision==${torchvision} --index-url https://download.pytorch.org/whl/${index}`,
    slug: item.slug,
    index,
    cuda,
    torch,
    torchvision,
    minimumDriver,
    ended,
    sources,
  };
}

/**
 * What to install on a card, from the statements in `software`: of the PyTorch builds with code for the card, the
 * newest release, then the newest CUDA.
 * @param computeCapability - As a card's record has it: 6.1, 12.
 * @returns The command, what it needs, and what to know before.
 * @throws {Error} For a compute capability that the catalog doesn't know.
 */
export function installFor(computeCapability: number): Install {
  const capability = writtenCapability(computeCapability);
  const builds = software
    .flatMap((item) =>
      item.wheel ? [{ item, wheel: item.wheel, support: supportOf(item, capability) }] : [],
    )
    .filter(({ support }) => support.status === 'yes')
    .toSorted(
      (a, b) => compareVersions(b.wheel.torch, a.wheel.torch) || compareVersions(b.wheel.cuda, a.wheel.cuda),
    );
  const [best] = builds;
  if (!best) throw new Error(`No PyTorch build for compute capability ${capability}`);
  const older = builds.find(
    ({ wheel, support }) => wheel.minimumDriver < best.wheel.minimumDriver && !support.unverified,
  );
  const toolkit = newestFor('cuda-toolkit', capability);
  const driver = newestFor('nvidia-driver', capability);
  const defaultBuild = software.find(({ wheel }) => wheel?.isDefault);

  const warnings: InstallWarning[] = [];
  if (best.wheel.ended) warnings.push('last-pytorch');
  if (defaultBuild && supportOf(defaultBuild, capability).status === 'no')
    warnings.push('default-build-fails');
  if (driver.isLast) warnings.push('last-driver');
  if (toolkit.isLast) warnings.push('last-toolkit');
  if (best.support.unverified) warnings.push('unverified');

  return {
    computeCapability: capability,
    pytorch: pytorchInstall(best.item, best.wheel),
    pytorchForOlderDriver: older ? pytorchInstall(older.item, older.wheel) : null,
    cudaToolkit: toolkit.version,
    driverBranch: driver.version,
    warnings,
  };
}
