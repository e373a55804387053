import type { Model, ModelKind } from '#catalog';
import { dictionary, fill, type Lang } from '#i18n';
import { formatNumber, formatParameters } from '../../../content/i18n/quantities.ts';
import { modelEvidence } from './evidence.ts';
import { fieldName, type Fact, type SourceNumbers } from './format.ts';

type Words = ReturnType<typeof dictionary>['catalogPages']['model'];
export type FactGroup = keyof Words['facts'];

const stack = ['hiddenSize', 'intermediateSize', 'heads', 'kvHeads', 'headDim'];
const inside = ['gatedMlp', 'norm', 'qkNorm', 'qkvBias'];
const words = ['vocabSize', 'tiedEmbeddings', 'contextLength', 'slidingWindow', 'positionEmbeddings'];
const latent = ['mla.queryRank', 'mla.kvRank', 'mla.nopeHeadDim', 'mla.ropeHeadDim', 'mla.valueHeadDim'];

type Group = readonly [group: FactGroup, fields: readonly string[]];
const about = (...more: string[]): Group => [
  'about',
  ['parameters', ...more, 'kind', 'family', 'licence', 'huggingFaceId'],
];

/** The dimensions of each kind, in the order in which a reader meets them. */
const fieldsOf: Record<ModelKind, readonly Group[]> = {
  decoder: [
    about(),
    ['stack', ['layers', ...stack, ...inside, 'attentionSinks']],
    ['words', words],
    ['latent', latent],
  ],
  moe: [
    about('activeParameters'),
    ['stack', ['layers', ...stack, ...inside, 'attentionSinks']],
    [
      'experts',
      [
        'experts.count',
        'experts.perToken',
        'experts.intermediateSize',
        'experts.sharedIntermediateSize',
        'experts.denseLayers',
      ],
    ],
    ['words', words],
    ['latent', latent],
  ],
  encoder: [about(), ['stack', ['layers', ...stack, ...inside]], ['words', [...words, 'pooler']]],
  'encoder-decoder': [
    about(),
    ['stack', ['encoderLayers', 'decoderLayers', ...stack, 'gatedMlp']],
    ['words', ['vocabSize', 'tiedEmbeddings', 'contextLength', 'relativeBuckets']],
  ],
  vision: [
    about(),
    ['input', ['imageSize', 'patchSize', 'imageChannels', 'imageTokens', 'classToken', 'classes']],
    ['stack', ['layers', ...stack, ...inside]],
  ],
  speech: [
    about(),
    ['input', ['melBins', 'convolutionKernel', 'audioContext']],
    ['stack', ['encoderLayers', 'decoderLayers', ...stack]],
    ['words', ['vocabSize', 'tiedEmbeddings', 'textTokens']],
  ],
  unet: [
    about(),
    ['input', ['imageSize', 'patchSize', 'latentChannels', 'contextWidth', 'vectorWidth', 'textTokens']],
    [
      'stack',
      [
        'channels',
        'channelMultipliers',
        'residualBlocks',
        'transformerDepths',
        'middleTransformerDepth',
        'heads',
        'headDim',
      ],
    ],
  ],
  'diffusion-transformer': [
    about(),
    [
      'input',
      [
        'imageSize',
        'patchSize',
        'latentWidth',
        'contextWidth',
        'vectorWidth',
        'timestepWidth',
        'guidanceEmbedding',
        'textTokens',
      ],
    ],
    ['stack', ['doubleBlocks', 'singleBlocks', 'hiddenSize', 'intermediateSize', 'heads', 'headDim']],
  ],
};

/** Names under which a page shows a field that the catalog stores under another. */
const stored: Record<string, string> = { imageTokens: 'contextLength', textTokens: 'contextLength' };

function valueOf(model: Model, field: string): unknown {
  let value: unknown = model;
  for (const key of (stored[field] ?? field).split('.')) {
    value = (value as Record<string, unknown> | null | undefined)?.[key] ?? null;
  }
  return value;
}

/** A model's value as its page shows it; `null` where the model has none under this name. */
function formatModelFact(model: Model, field: string, lang: Lang): string | null {
  const { model: t } = dictionary(lang).catalogPages;
  const value = valueOf(model, field);
  switch (field) {
    case 'kind':
      return t.kinds[model.kind];
    case 'parameters':
    case 'activeParameters':
      return typeof value === 'number'
        ? `${formatParameters(value, lang)}${lang === 'zh-cn' ? '（' : ' ('}${formatNumber(value, lang)}${lang === 'zh-cn' ? '）' : ')'}`
        : null;
    case 'gatedMlp':
      return t.gated[value ? 'true' : 'false'];
    case 'norm':
      return t.norms[value as keyof Words['norms']];
    case 'qkNorm':
      return value === null ? null : t.qkNorms[value as keyof Words['qkNorms']];
    case 'slidingWindow': {
      if (!('slidingWindow' in model)) return null;
      if (model.slidingWindow === null) return t.full;
      return fill(t.window, {
        window: formatNumber(model.slidingWindow, lang),
        n: model.slidingLayers,
        layers: model.layers,
      });
    }
    case 'imageSize':
    case 'patchSize':
      return fill(t.pixels, { n: formatNumber(value as number, lang) });
    case 'contextLength':
      return fill(t.tokens, { n: formatNumber(value as number, lang) });
    case 'experts.sharedIntermediateSize':
    case 'experts.denseLayers':
      return value ? formatNumber(value as number, lang) : t.none;
    case 'qkvBias':
    case 'attentionSinks':
      return value ? t.yes : null;
    case 'positionEmbeddings':
      return value ? formatNumber(value as number, lang) : null;
  }
  if (Array.isArray(value)) return value.join(' · ');
  if (typeof value === 'number') return formatNumber(value, lang);
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  return typeof value === 'string' ? value : null;
}

/** Every value of a model, in groups, ready to be shown with its mark. */
export function modelFacts(
  model: Model,
  lang: Lang,
  numbers: SourceNumbers,
): { group: FactGroup; facts: Fact[] }[] {
  return fieldsOf[model.kind].map(([group, fields]) => ({
    group,
    facts: fields.flatMap((field): Fact[] => {
      const shown = formatModelFact(model, field, lang);
      if (shown === null) return [];
      const label = fieldName(field, lang);
      const evidence = modelEvidence(
        model,
        stored[field] && field !== 'imageTokens' ? stored[field] : field,
        lang,
      );
      return [
        {
          field,
          label,
          shown,
          evidence,
          sources: numbers.of(evidence.sourceIds),
          report: { name: model.name, slug: model.slug, field: { key: field, label }, shown },
          kept: evidence.disagreement ? shown : undefined,
          absent: false,
        },
      ];
    }),
  }));
}
