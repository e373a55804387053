import type { StoredMeasurement } from './types.ts';

/**
 * Transformers that published runs used and nobody downloads: what the estimator needs to put the runs through. They
 * are no models of the catalog and stand on no page of their own. Every run carries the count its log or table
 * prints; {@link countRunParameters} makes the same count from the dimensions, to the unit, and validation compares.
 */
export interface RunDimensions {
  name: string;
  family: 'mpt' | 'transformer-xl';
  /** Id of the source, and the file in its repository that sets the dimensions. */
  source: string;
  sourcePath: string;
  layers: number;
  hiddenSize: number;
  intermediateSize: number;
  heads: number;
  headDim: number;
  vocabSize: number;
}

/** MPT of MosaicML's llm-foundry: learned positions as many as the run's sequence, biases, tied embeddings. */
const mpt = (size: string, layers: number, hiddenSize: number, heads: number): RunDimensions => ({
  name: `MPT ${size}`,
  family: 'mpt',
  source: 'llm-foundry-benchmarks',
  sourcePath: `scripts/train/yamls/pretrain/mpt-${size}.yaml`,
  layers,
  hiddenSize,
  intermediateSize: 4 * hiddenSize,
  heads,
  headDim: hiddenSize / heads,
  vocabSize: 50368,
});

/**
 * Transformer-XL of NVIDIA's examples on WikiText-103: relative positions, as many cached tokens as predicted ones,
 * tied adaptive softmax. The logged counts show one embedding width for the whole vocabulary, in the large one too.
 */
const transformerXl = (size: string, layers: number, hiddenSize: number, heads: number): RunDimensions => ({
  name: `Transformer-XL ${size}`,
  family: 'transformer-xl',
  source: 'nvidia-deep-learning-examples',
  sourcePath: `PyTorch/LanguageModeling/Transformer-XL/pytorch/wt103_${size}.yaml`,
  layers,
  hiddenSize,
  intermediateSize: 4 * hiddenSize,
  heads,
  headDim: hiddenSize / heads,
  vocabSize: 267735,
});

export const runDimensions: Record<string, RunDimensions> = {
  'mpt-125m': mpt('125m', 12, 768, 12),
  'mpt-350m': mpt('350m', 24, 1024, 16),
  'mpt-760m': mpt('760m', 24, 1536, 12),
  'mpt-1b': mpt('1b', 24, 2048, 16),
  'mpt-3b': mpt('3b', 32, 2560, 20),
  'mpt-7b': mpt('7b', 32, 4096, 32),
  'mpt-13b': mpt('13b', 40, 5120, 40),
  'mpt-30b': mpt('30b', 48, 7168, 56),
  'mpt-70b': mpt('70b', 80, 8192, 64),
  'transformer-xl-base': transformerXl('base', 16, 512, 8),
  'transformer-xl-large': transformerXl('large', 18, 1024, 16),
};

/** Parameters of a run's model, counted from its dimensions; `null` where the run doesn't say how long its sequences are. */
export function countRunParameters(
  { family, layers, hiddenSize: h, intermediateSize, vocabSize }: RunDimensions,
  { sequenceLength }: Pick<StoredMeasurement, 'sequenceLength'>,
): number | null {
  const embeddings = vocabSize * h;
  const mlp = 2 * h * intermediateSize + intermediateSize + h;
  const norm = 2 * h;
  if (family === 'mpt') {
    if (sequenceLength === undefined) return null;
    const attention = 4 * h * h + 4 * h;
    return embeddings + sequenceLength * h + layers * (attention + mlp + 2 * norm) + norm;
  }
  // Query, key, value, positions and output, without biases; two biases shared by all layers; one per word at the output.
  const attention = 5 * h * h;
  return embeddings + layers * (attention + mlp + 2 * norm) + 2 * h + vocabSize;
}
