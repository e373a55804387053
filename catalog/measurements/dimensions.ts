/**
 * Transformers that published runs used and the catalog doesn't list: what the estimator needs to put the runs through.
 * They stand on no page of their own. {@link countRunParameters} counts them from their dimensions; where a run's log
 * prints the count, validation wants the two alike to the unit.
 */
export interface RunDimensions {
  name: string;
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

/**
 * Transformer-XL of NVIDIA's examples on WikiText-103: relative positions, as many cached tokens as predicted ones,
 * tied adaptive softmax. The logged counts show one embedding width for the whole vocabulary, in the large one too.
 */
const transformerXl = (size: string, layers: number, hiddenSize: number, heads: number): RunDimensions => ({
  name: `Transformer-XL ${size}`,
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

export const runDimensions: Record<string, RunDimensions> = {
  'transformer-xl-base': transformerXl('base', 16, 512, 8),
  'transformer-xl-large': transformerXl('large', 18, 1024, 16),
};

/** Parameters of a run's Transformer-XL, counted from its dimensions. */
export function countRunParameters({
  layers,
  hiddenSize: h,
  intermediateSize,
  vocabSize,
}: RunDimensions): number {
  // Query, key, value, positions and output, without biases; two biases shared by all layers; one per word at the output.
  const attention = 5 * h * h;
  const mlp = 2 * h * intermediateSize + intermediateSize + h;
  const norm = 2 * h;
  return vocabSize * h + layers * (attention + mlp + 2 * norm) + 2 * h + vocabSize;
}
