/**
 * Bounds and defaults of a request that islands need too, apart from the table of fields, which they don't. Each by
 * itself: a bundler keeps a whole table for one property that it reads, and
 * for one power that it would have to compute.
 */
export const mostTokens = 2_097_152;
export const mostBatch = 65_536;
export const mostGpus = 4096;
export const mostTensorParallel = 64;
export const mostPipelineParallel = 128;

/** Between machines, Gbit/s. */
export const usualNetwork = 100;
export const usualGaloreRank = 128;
/** Two channels of DDR4-3200, GB/s (10^9 bytes): 2 × 8 bytes × 3.2e9 transfers a second. */
export const usualHostBandwidth = 51.2;
