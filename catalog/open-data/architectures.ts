import type { z } from 'zod';
import { architectures, installFor, software, supportOf, writtenCapability } from '../index.ts';
import type { publishedArchitecture } from './published.ts';

type Published = z.infer<typeof publishedArchitecture>;

/** What supports a compute capability, one entry a piece of software. */
function softwareOf(computeCapability: number): Published['software'] {
  return software.map((item) => {
    const support = supportOf(item, writtenCapability(computeCapability));
    return {
      slug: item.slug,
      name: item.name,
      group: item.group,
      version: item.version ?? null,
      status: support.status,
      from: support.from ?? null,
      until: support.until ?? null,
      droppedIn: support.droppedIn ?? null,
      note: support.note ?? null,
      unverified: support.unverified ?? false,
      sources: support.sources,
      read: support.read,
    };
  });
}

function installOf(computeCapability: number): Published['install'] {
  const { pytorch, pytorchForOlderDriver, cudaToolkit, driverBranch, warnings } =
    installFor(computeCapability);
  return {
    pytorch: pytorch.command,
    pytorchForOlderDriver: pytorchForOlderDriver?.command ?? null,
    torchVersion: pytorch.torch,
    minimumDriver: pytorch.minimumDriver,
    cudaToolkit,
    driverBranch,
    warnings,
  };
}

/** Every compute capability with its rates, its formats, and the software that supports it. */
export const architectureRecords: readonly Published[] = Object.entries(architectures).map(
  ([capability, { sources, tensorSources, ...architecture }]) => ({
    computeCapability: Number(capability),
    ...architecture,
    install: installOf(Number(capability)),
    software: softwareOf(Number(capability)),
    sources: { default: sources, ...(tensorSources.length > 0 && { tensorFlopPerClock: tensorSources }) },
  }),
);
