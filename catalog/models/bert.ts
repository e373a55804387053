import type { Model } from '../types.ts';

/** BERT. */
export const bert: Model[] = [
  {
    slug: 'bert-large-uncased',
    name: 'BERT-large (uncased)',
    family: 'BERT',
    kind: 'encoder',
    huggingFaceId: 'google-bert/bert-large-uncased',
    parameters: 335141888,
    layers: 24,
    hiddenSize: 1024,
    intermediateSize: 4096,
    heads: 16,
    kvHeads: 16,
    headDim: 64,
    vocabSize: 30522,
    tiedEmbeddings: true,
    gatedMlp: false,
    qkvBias: true,
    bias: true,
    positionEmbeddings: 512,
    contextLength: 512,
    slidingWindow: null,
    licence: 'Apache-2.0',
    sources: {
      default: ['google-bert', 'nvidia-bert-config'],
      parameters: ['keras-hub-presets'],
      licence: ['google-bert'],
      huggingFaceId: [],
    },
    unverified: ['huggingFaceId'],
    notes: ['The count includes the pooler and leaves out the head for masked words.'],
  },
];
