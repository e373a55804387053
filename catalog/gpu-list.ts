import { gpuFiles } from './gpus/index.ts';
import { lookup } from './lookup.ts';
import { resolveGpu } from './resolve.ts';
import type { Gpu } from './types.ts';

/** Every card, silicon variants included (see `cards`), by architecture, segment and, roughly, launch date. */
export const gpus: readonly Gpu[] = Object.values(gpuFiles).flat().map(resolveGpu);

/** The cards a reader chooses from: silicon variants and cards that never went on sale are left out. */
export const cards: readonly Gpu[] = gpus.filter((gpu) => !gpu.variantOf && gpu.status === 'launched');

const bySlug = lookup(gpus, (gpu) => gpu.slug);

/**
 * The card with this slug, variants included.
 * @param slug - Name of the card in addresses: `rtx-3090`.
 * @returns The card; `undefined` where the catalog has none of that slug.
 */
export const gpuBySlug = (slug: string): Gpu | undefined => bySlug(slug);
