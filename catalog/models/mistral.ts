import type { Model } from '../types.ts';

/** Mistral. */
export const mistral: Model[] = [
  {
    slug: 'mistral-7b-v0.1',
    name: 'Mistral 7B v0.1',
    family: 'Mistral',
    kind: 'decoder',
    huggingFaceId: 'mistralai/Mistral-7B-v0.1',
    parameters: 7241732096,
    layers: 32,
    hiddenSize: 4096,
    intermediateSize: 14336,
    heads: 32,
    kvHeads: 8,
    headDim: 128,
    vocabSize: 32000,
    tiedEmbeddings: false,
    gatedMlp: true,
    qkvBias: false,
    bias: false,
    positionEmbeddings: 0,
    contextLength: 32768,
    slidingWindow: 4096,
    licence: 'Apache-2.0',
    sources: {
      default: ['litgpt-config', 'mlc-model-presets', 'gpu-poor-configs'],
      parameters: ['keras-hub-presets'],
      licence: [],
      huggingFaceId: ['litgpt-config'],
    },
    unverified: ['licence'],
    notes: [],
  },
];
