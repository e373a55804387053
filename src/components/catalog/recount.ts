import type { Model, ModelOf } from '#catalog';
import type { Lang } from '#i18n';
import { formatNumber } from '../../../content/i18n/quantities.ts';

/** Name of a summand: a key of `catalogPages.model.recount.parts`. */
export type RecountPart =
  | 'embeddings'
  | 'positions'
  | 'attention'
  | 'mlp'
  | 'experts'
  | 'norms'
  | 'patches'
  | 'head'
  | 'convolutions'
  | 'encoder'
  | 'decoder'
  | 'inputs'
  | 'doubleBlocks'
  | 'singleBlocks'
  | 'output';

/** One summand of a parameter count: the dimensions multiplied out, and the result. */
export interface Summand {
  part: RecountPart;
  substituted: string;
  value: number;
}

/** Writes products and sums of dimensions together with their values. */
interface Term {
  text: string;
  value: number;
}
type Write = (value: number) => string;

const product = (...factors: Term[]): Term => {
  const shown = factors.filter(({ value, text }) => value !== 1 || text.includes('('));
  return {
    text: (shown.length > 0 ? shown : factors.slice(0, 1)).map(({ text }) => text).join(' × '),
    value: factors.reduce((result, { value }) => result * value, 1),
  };
};
const sum = (...terms: Term[]): Term => {
  const shown = terms.filter(({ value }) => value !== 0);
  const text = shown.map((term) => term.text).join(' + ');
  return {
    text: shown.length > 1 ? `(${text})` : text,
    value: terms.reduce((result, { value }) => result + value, 0),
  };
};

/** The parameter count of a model as a sum over its parts; `null` for a U-Net, whose blocks all differ. */
export function recount(model: Model, lang: Lang): Summand[] | null {
  const write: Write = (value) => formatNumber(value, lang);
  const n = (value: number): Term => ({ text: write(value), value });
  const summands: Summand[] = [];
  const add = (part: RecountPart, term: Term): void => {
    if (term.value === 0) return;
    summands.push({ part, substituted: term.text.replace(/^\((.*)\)$/, '$1'), value: term.value });
  };
  switch (model.kind) {
    case 'decoder':
    case 'moe':
    case 'encoder':
      addLanguageModel(model, n, add);
      break;
    case 'vision':
      addVision(model, n, add);
      break;
    case 'encoder-decoder':
      addT5(model, n, add);
      break;
    case 'speech':
      addWhisper(model, n, add);
      break;
    case 'diffusion-transformer':
      addFlux(model, n, add);
      break;
    case 'unet':
      return null;
  }
  return summands;
}

type N = (value: number) => Term;
type Add = (part: RecountPart, term: Term) => void;
type Stack = ModelOf<'decoder' | 'moe' | 'encoder' | 'vision'>;

/** Parameters that a token passes through: all but the experts that the router does not choose. */
export function recountActive(model: ModelOf<'moe'>, lang: Lang): Term {
  const n = (value: number): Term => ({ text: formatNumber(value, lang), value });
  const { count, perToken, intermediateSize, denseLayers } = model.experts;
  const idle = product(n(count - perToken), n(model.layers - denseLayers), mlp(model, intermediateSize, n));
  return {
    text: `${formatNumber(model.parameters, lang)} − ${idle.text}`,
    value: model.parameters - idle.value,
  };
}

/** A matrix, and its bias vector where it has one. */
const linear = (n: N, from: number, to: number, bias: boolean): Term =>
  sum(product(n(from), n(to)), n(bias ? to : 0));

function attention(model: Stack, n: N): Term {
  const { hiddenSize: h } = model;
  if (model.kind !== 'vision' && model.mla) {
    const { queryRank, kvRank, nopeHeadDim, ropeHeadDim, valueHeadDim } = model.mla;
    const queryWidth = model.heads * (nopeHeadDim + ropeHeadDim);
    return sum(
      ...(queryRank === null
        ? [product(n(h), n(queryWidth))]
        : [product(n(h), n(queryRank)), n(queryRank), product(n(queryRank), n(queryWidth))]),
      product(n(h), n(kvRank + ropeHeadDim)),
      n(kvRank),
      product(n(kvRank), n(model.heads * (nopeHeadDim + valueHeadDim))),
      linear(n, model.heads * valueHeadDim, h, model.outputBias),
    );
  }
  const width = model.heads * model.headDim;
  const kvWidth = model.kvHeads * model.headDim;
  if (width === h && kvWidth === h && model.qkvBias === model.outputBias) {
    return product(n(4), linear(n, h, h, model.qkvBias));
  }
  return sum(
    linear(n, h, width, model.qkvBias),
    product(n(2), linear(n, h, kvWidth, model.qkvBias)),
    linear(n, width, h, model.outputBias),
  );
}

function mlp(model: Stack, width: number, n: N): Term {
  const { hiddenSize: h, mlpBias } = model;
  if (!mlpBias) return product(n(model.gatedMlp ? 3 : 2), n(h), n(width));
  return sum(product(n(model.gatedMlp ? 2 : 1), linear(n, h, width, true)), linear(n, width, h, true));
}

const normWidth = (model: Stack, width: number): number => (model.norm === 'layer' ? 2 : 1) * width;

/** Norms of one layer, those of queries and keys and the sinks of attention included. */
function layerNorms(model: Stack): number {
  const width = model.heads * model.headDim;
  const kvWidth = model.kvHeads * model.headDim;
  const qkNorm =
    model.qkNorm === null
      ? 0
      : model.qkNorm === 'head'
        ? 2 * model.headDim
        : normWidth(model, width) + normWidth(model, kvWidth);
  const sinks = model.kind !== 'vision' && model.attentionSinks ? model.heads : 0;
  const mla = model.kind !== 'vision' && model.mla ? 0 : qkNorm;
  return model.normsPerLayer * normWidth(model, model.hiddenSize) + mla + sinks;
}

function addLanguageModel(model: ModelOf<'decoder' | 'moe' | 'encoder'>, n: N, add: Add): void {
  const { hiddenSize: h, layers, vocabSize } = model;
  add(
    'embeddings',
    sum(product(n(model.tiedEmbeddings ? 1 : 2), n(vocabSize), n(h)), n(model.headBias ? vocabSize : 0)),
  );
  const segments = model.kind === 'encoder' ? model.segmentEmbeddings : 0;
  add('positions', product(sum(n(model.positionEmbeddings), n(segments)), n(h)));
  add('attention', product(n(layers), attention(model, n)));
  const dense = model.kind === 'moe' ? model.experts.denseLayers : layers;
  add('mlp', product(n(dense), mlp(model, model.intermediateSize, n)));
  if (model.kind === 'moe') {
    const { count, intermediateSize, sharedIntermediateSize, routerBias, sharedGate } = model.experts;
    add(
      'experts',
      product(
        n(layers - dense),
        sum(
          product(n(count), mlp(model, intermediateSize, n)),
          linear(n, h, count, routerBias),
          sharedIntermediateSize > 0 ? mlp(model, sharedIntermediateSize, n) : n(0),
          n(sharedGate ? h : 0),
        ),
      ),
    );
  }
  const pooler = model.kind === 'encoder' && model.pooler ? linear(n, h, h, true) : n(0);
  add('norms', sum(product(n(layers), n(layerNorms(model))), n(normWidth(model, h)), pooler));
}

function addVision(model: ModelOf<'vision'>, n: N, add: Add): void {
  const { hiddenSize: h, layers } = model;
  const pixels = model.imageChannels * model.patchSize ** 2;
  add('patches', linear(n, pixels, h, true));
  // The class token is a learned row of its own, and has a position like every patch.
  add('positions', product(n(model.contextLength + (model.classToken ? 1 : 0)), n(h)));
  add('attention', product(n(layers), attention(model, n)));
  add('mlp', product(n(layers), mlp(model, model.intermediateSize, n)));
  add('norms', sum(product(n(layers), n(layerNorms(model))), n(normWidth(model, h))));
  if (model.classes > 0) add('head', linear(n, h, model.classes, true));
}

function addT5(model: ModelOf<'encoder-decoder'>, n: N, add: Add): void {
  const { hiddenSize: h, headDim, heads, kvHeads } = model;
  const attention = sum(product(n(2), n(h), n(heads * headDim)), product(n(2), n(h), n(kvHeads * headDim)));
  const inner = product(n(model.gatedMlp ? 3 : 2), n(h), n(model.intermediateSize));
  add('embeddings', product(n(model.tiedEmbeddings ? 1 : 2), n(model.vocabSize), n(h)));
  add('positions', product(n(2), n(model.relativeBuckets), n(heads)));
  add('encoder', sum(product(n(model.encoderLayers), sum(attention, inner, n(2 * h))), n(h)));
  add('decoder', sum(product(n(model.decoderLayers), sum(product(n(2), attention), inner, n(3 * h))), n(h)));
}

function addWhisper(model: ModelOf<'speech'>, n: N, add: Add): void {
  const { hiddenSize: h, headDim, convolutionKernel: kernel } = model;
  const width = model.heads * headDim;
  const kvWidth = model.kvHeads * headDim;
  const attention = sum(
    linear(n, h, width, true),
    linear(n, h, kvWidth, false),
    linear(n, h, kvWidth, true),
    linear(n, width, h, true),
  );
  const inner = sum(linear(n, h, model.intermediateSize, true), linear(n, model.intermediateSize, h, true));
  add('embeddings', product(n(model.tiedEmbeddings ? 1 : 2), n(model.vocabSize), n(h)));
  add('positions', product(sum(n(model.audioContext), n(model.contextLength)), n(h)));
  add('convolutions', sum(linear(n, kernel * model.melBins, h, true), linear(n, kernel * h, h, true)));
  add('encoder', sum(product(n(model.encoderLayers), sum(attention, inner, n(4 * h))), n(2 * h)));
  add(
    'decoder',
    sum(product(n(model.decoderLayers), sum(product(n(2), attention), inner, n(6 * h))), n(2 * h)),
  );
}

function addFlux(model: ModelOf<'diffusion-transformer'>, n: N, add: Add): void {
  const { hiddenSize: h, intermediateSize: inner } = model;
  const width = model.heads * model.headDim;
  const embed = (from: number): Term => sum(linear(n, from, h, true), linear(n, h, h, true));
  add(
    'inputs',
    sum(
      linear(n, model.latentWidth, h, true),
      linear(n, model.contextWidth, h, true),
      embed(model.timestepWidth),
      embed(model.vectorWidth),
      model.guidanceEmbedding ? embed(model.timestepWidth) : n(0),
    ),
  );
  const stream = sum(
    linear(n, h, 6 * h, true),
    linear(n, h, 3 * width, true),
    n(2 * model.headDim),
    linear(n, width, h, true),
    linear(n, h, inner, true),
    linear(n, inner, h, true),
  );
  add('doubleBlocks', product(n(model.doubleBlocks), n(2), stream));
  add(
    'singleBlocks',
    product(
      n(model.singleBlocks),
      sum(
        linear(n, h, 3 * h, true),
        linear(n, h, 3 * width + inner, true),
        n(2 * model.headDim),
        linear(n, width + inner, h, true),
      ),
    ),
  );
  add('output', sum(linear(n, h, 2 * h, true), linear(n, h, model.latentWidth, true)));
}
