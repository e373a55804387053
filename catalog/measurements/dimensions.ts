import type { StoredMeasurement } from './types.ts';

/**
 * Transformers that published runs used and the catalog doesn't list: what the estimator needs to put the runs through.
 * They stand on no page of their own. {@link countRunParameters} counts them from their dimensions; where a run's log
 * or table prints the count (MPT, Transformer-XL), validation wants the two alike to the unit.
 */
export interface RunDimensions {
  name: string;
  family: 'mpt' | 'transformer-xl' | 'qwen';
  /** Id of the source, and the file in its repository that sets the dimensions. */
  source: string;
  sourcePath: string;
  layers: number;
  hiddenSize: number;
  intermediateSize: number;
  heads: number;
  headDim: number;
  vocabSize: number;
  tiedEmbeddings: boolean;
  gatedMlp: boolean;
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
  tiedEmbeddings: true,
  gatedMlp: false,
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
  tiedEmbeddings: true,
  gatedMlp: false,
});

/** First Qwen of 7B, 7.72 billion parameters. Its configuration counts both halves of the gated MLP in one width. */
const qwen7b: RunDimensions = {
  name: 'Qwen 7B',
  family: 'qwen',
  source: 'genz-llm-analyzer',
  sourcePath: 'GenZ/Models/Model_sets/alibaba.py',
  layers: 32,
  hiddenSize: 4096,
  intermediateSize: 22016 / 2,
  heads: 32,
  headDim: 128,
  vocabSize: 151936,
  tiedEmbeddings: false,
  gatedMlp: true,
};

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
  'qwen-7b': qwen7b,
  'transformer-xl-base': transformerXl('base', 16, 512, 8),
  'transformer-xl-large': transformerXl('large', 18, 1024, 16),
};

/** Parameters of a run's model, counted from its dimensions; `null` where the run doesn't say how long its sequences are. */
export function countRunParameters(
  { family, layers, hiddenSize: h, intermediateSize, vocabSize }: RunDimensions,
  { sequenceLength }: Pick<StoredMeasurement, 'sequenceLength'>,
): number | null {
  const embeddings = vocabSize * h;
  if (family === 'qwen') {
    // Biases on query, key and value only; norms without.
    const layer = 4 * h * h + 3 * h + 3 * h * intermediateSize + 2 * h;
    return 2 * embeddings + layers * layer + h;
  }
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
