import { optimizerStates } from '../formats.ts';
import { isMixed, type Job } from '../job.ts';
import type { LayerGroup } from '../layers.ts';
import { tableBytes } from './weights.ts';

/** Full training of 16-bit weights, and whether fp32 copies stand behind them. */
const trains16 = ({ request }: Job): boolean => request.method === 'full' && request.weightFormat !== 'fp32';
export const hasMasters = ({ request, profile }: Job): boolean => isMixed(request) || profile.masters;

/** Bytes per element of trainable weights and of optimizer moments: 2 in pure 16-bit training, else 4. */
export const stateBytes = (job: Job): number => (trains16(job) && !hasMasters(job) ? 2 : 4);

/** The fp32 copy of each weight that mixed precision needs beside 16-bit weights, bytes a parameter. */
const masterBytes = (job: Job): number => (trains16(job) && hasMasters(job) ? 4 : 0);

/**
 * GaLore (Zhao et al. 2024, section 4): of a matrix of m rows and n >= m columns a projector of m x r stays, in the
 * type of the weights, and moments of r x n. Adds their elements, and those of the matrices they stand for.
 */
function addProjected(
  sums: { projectors: number; moments: number; whole: number },
  { layers, attention, mlpMatrices, hiddenSize, width, wholeWidth, matrixWidth }: LayerGroup,
  rank: number,
): void {
  const add = (from: number, to: number, count: number): void => {
    const least = Math.min(from, to);
    const r = Math.min(rank, least);
    sums.projectors += count * least * r;
    sums.moments += count * r * Math.max(from, to);
    sums.whole += count * from * to;
  };
  for (const [, from, to] of attention) add(from, to, layers);
  if (width) add(hiddenSize, matrixWidth, (layers * mlpMatrices * wholeWidth) / matrixWidth);
}

/**
 * Bytes of the optimizer's states, plus the fp32 master copy that mixed precision needs beside 16-bit weights.
 * Adafactor keeps one row and one column for each matrix instead of a full moment; with matrices about as wide as the
 * hidden size that is two numbers for every `hiddenSize` parameters. 8-bit optimizers leave the states of the input
 * embedding and of norms as they are (Dettmers et al. 2022, section 2.3); Muon keeps one moment for matrices of the
 * layers and AdamW's two for the rest (Jordan et al. 2024), GaLore AdamW's for the rest.
 */
export function optimizerBytes(job: Job): number {
  const { request, model, trainable, trainedTables } = job;
  const { optimizer } = request;
  const { moments, fixed } = optimizerStates[optimizer];
  const wide = stateBytes(job);
  const each = moments * wide + fixed;
  const master = trainable * masterBytes(job);
  if (optimizer === 'adafactor') return master + (trainable * 8) / model.hiddenSize;
  const full = request.method === 'full';
  // Parameters outside the matrices of the layers, and the type of their states.
  const tables = full ? job.otherParameters : trainedTables;
  const tableWide = full ? wide : tableBytes(job);
  const matrices = trainable - tables;
  if (optimizer === 'muon') return master + matrices * each + tables * 2 * tableWide;
  const head = full && !model.tiedEmbeddings ? job.headParameters : 0;
  const inTables = fixed
    ? Math.min(tables, head) * fixed + Math.max(0, tables - head) * Math.floor(fixed) * tableWide
    : tables * moments * tableWide;
  if (!full || !optimizer.startsWith('galore')) return master + matrices * each + inTables;
  const sums = { projectors: 0, moments: 0, whole: 0 };
  for (const group of job.shapes.groups) addProjected(sums, group, request.galoreRank);
  const { projectors, moments: kept, whole } = sums;
  return (
    master + inTables + (whole ? (matrices * (kept * each + projectors * wide)) / whole : matrices * each)
  );
}
