import { activeParameters, countParameters } from './parameters.ts';
import type { Model, ModelOf } from './types.ts';

/**
 * A reader's own model: Hugging Face's `config.json` as a {@link Model}. Plain TypeScript without a schema library,
 * small enough for a page. Which keys a model type has, what they default to and which biases and norms its layers
 * have follows the modelling files of Hugging Face Transformers.
 */

/** What is wrong with one field. The words stand in the `modelConfig` dictionary (`errors.<code>`). */
export interface ConfigError {
  code:
    | 'not-json'
    | 'too-large'
    | 'not-an-object'
    | 'pipeline'
    | 'adapter'
    | 'unsupported-type'
    | 'unsupported-value'
    | 'missing'
    | 'wrong-type'
    | 'out-of-range'
    | 'not-dividing';
  /** Key of the file; empty for the file as a whole. */
  field: string;
  params: Record<string, string | number>;
  /** What would be accepted: a range, a list, a type; empty where there is nothing to choose. */
  allowed: string;
}

/** Something a reader should know about how the file was read (`notes.<code>`). */
export interface ConfigNote {
  code: 'unknown-type' | 'text-part' | 'default' | 'quantized';
  params: Record<string, string | number>;
}

export type ModelFromConfig =
  { ok: true; model: Model; notes: ConfigNote[] } | { ok: false; errors: ConfigError[] };

type Config = Record<string, unknown>;
type Dimensions<Kind extends Model['kind']> = Omit<ModelOf<Kind>, keyof typeof aboutTheRecord | 'name'>;
type Traits = Partial<
  Pick<
    ModelOf<'decoder'>,
    | 'gatedMlp'
    | 'norm'
    | 'normsPerLayer'
    | 'qkNorm'
    | 'qkvBias'
    | 'outputBias'
    | 'mlpBias'
    | 'headBias'
    | 'attentionSinks'
  >
> & {
  /** Heads of keys and values, where it is the type that fixes them; or the key that counts them. */
  kvHeads?: number | string;
  /** The MLP is this many times as wide as the model where the file does not say. */
  expansion?: number;
  /** Rows of the table of positions beyond the context; without it positions are rotary. */
  positionRows?: number;
  /** One layer in so many sees everything, the others a window; 1: all have the window. */
  windowPattern?: number;
};

/** Bytes of text; the longest real files, with a label for each of 21 000 classes, are about 1.5 MB. */
const maxLength = 2_000_000;

const aboutTheRecord = {
  slug: 'config',
  family: 'config.json',
  huggingFaceId: null,
  parameters: 0,
  licence: null,
  sources: { default: [] },
  disagreements: [],
  unverified: [],
  notes: [],
};

const isObject = (value: unknown): value is Config =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shorten = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

const everywhere = { qkvBias: true, outputBias: true, mlpBias: true } as const;
/** GPT-2 and its kin: layer norms, a plain MLP, biases everywhere. */
const plain = { gatedMlp: false, norm: 'layer', ...everywhere } as const;
const biased = (config: Config, key: string): Pick<Traits, 'qkvBias' | 'outputBias'> => ({
  qkvBias: config[key] === true,
  outputBias: config[key] === true,
});
const llama = (config: Config): Traits => ({
  ...biased(config, 'attention_bias'),
  mlpBias: config['mlp_bias'] === true,
  headBias: config['lm_head_bias'] === true,
});
const tied = { tie_word_embeddings: true };

interface Type {
  /** What Transformers takes where the file leaves a key out, if that is not what all types share. */
  defaults?: Config;
  /** Every model of the type has experts, so that their number must not be missing. */
  experts?: true;
  traits?: (config: Config) => Traits;
}

const phi: Type = {
  traits: () => ({ ...plain, normsPerLayer: 1, headBias: true, expansion: 4 }),
};
const falcon: Type = {
  defaults: { ...tied, max_position_embeddings: 2048, multi_query: true, parallel_attn: true, bias: false },
  traits: (config) => {
    const grouped = config['new_decoder_architecture'] === true;
    const oneNorm = grouped ? config['num_ln_in_parallel_attn'] === 1 : config['parallel_attn'] === true;
    return {
      ...plain,
      ...biased(config, 'bias'),
      mlpBias: config['bias'] === true,
      normsPerLayer: oneNorm ? 1 : 2,
      expansion: 4,
      ...(!grouped && config['multi_query'] === true ? { kvHeads: 1 } : {}),
    };
  },
};
const gemma3: Type = {
  defaults: {
    ...tied,
    vocab_size: 262208,
    num_attention_heads: 8,
    num_key_value_heads: 4,
    head_dim: 256,
    max_position_embeddings: 131072,
    sliding_window: 4096,
  },
  traits: (config) => ({
    ...llama(config),
    normsPerLayer: 4,
    qkNorm: 'head',
    windowPattern: 6,
  }),
};
const deepseek: Type = { traits: (config) => biased(config, 'attention_bias') };
const qwen3: Type = {
  defaults: { head_dim: 128 },
  traits: (config) => ({ ...llama(config), qkNorm: 'head' }),
};

/** Decoders, with and without experts, by `model_type`. */
const decoders: Record<string, Type> = {
  llama: { traits: llama },
  mistral: {
    defaults: { num_key_value_heads: 8, sliding_window: 4096 },
    traits: () => ({ windowPattern: 1 }),
  },
  ministral3: {},
  mixtral: { experts: true, defaults: { num_key_value_heads: 8 }, traits: () => ({ windowPattern: 1 }) },
  qwen: { traits: (config) => ({ qkvBias: true, mlpBias: config['no_bias'] === false }) },
  qwen2: { traits: () => ({ qkvBias: true }) },
  qwen2_moe: { experts: true, traits: () => ({ qkvBias: true }) },
  qwen3,
  qwen3_moe: { ...qwen3, experts: true },
  gemma: { defaults: { ...tied, head_dim: 256 }, traits: llama },
  gemma2: {
    defaults: { ...tied, head_dim: 256, sliding_window: 4096 },
    traits: (config) => ({ ...llama(config), normsPerLayer: 4, windowPattern: 2 }),
  },
  gemma3_text: gemma3,
  phi,
  'phi-msft': phi,
  phi3: { traits: (config) => ({ ...llama(config), windowPattern: 1 }) },
  gpt2: { defaults: tied, traits: () => ({ ...plain, expansion: 4, positionRows: 0 }) },
  gpt_bigcode: {
    defaults: { ...tied, multi_query: true },
    traits: (config) => ({
      ...plain,
      expansion: 4,
      positionRows: 0,
      ...(config['multi_query'] === true ? { kvHeads: 1 } : {}),
    }),
  },
  gptj: {
    traits: () => ({
      ...plain,
      qkvBias: false,
      outputBias: false,
      normsPerLayer: 1,
      headBias: true,
      expansion: 4,
    }),
  },
  gpt_neox: {
    defaults: { attention_bias: true },
    traits: (config) => ({ ...plain, ...biased(config, 'attention_bias') }),
  },
  opt: { defaults: tied, traits: () => ({ ...plain, positionRows: 2 }) },
  falcon,
  RefinedWebModel: falcon,
  RefinedWeb: { ...falcon, defaults: { ...falcon.defaults, new_decoder_architecture: true } },
  mpt: {
    defaults: { ...tied, no_bias: true },
    traits: (config) => ({
      ...(config['no_bias'] === true ? { gatedMlp: false, norm: 'layer-without-bias' } : plain),
      expansion: 4,
      // Without positions in the attention (ALiBi) there is a table of them.
      ...(isObject(config['attn_config']) && config['attn_config']['alibi'] === true
        ? {}
        : { positionRows: 0 }),
    }),
  },
  stablelm: {
    traits: (config) => ({
      norm: 'layer',
      qkvBias: config['use_qkv_bias'] === true,
      normsPerLayer: config['use_parallel_residual'] === true ? 1 : 2,
    }),
  },
  starcoder2: {
    defaults: { ...tied, use_bias: true },
    traits: (config) => ({
      ...plain,
      ...biased(config, 'use_bias'),
      mlpBias: config['use_bias'] === true,
      windowPattern: 1,
    }),
  },
  deepseek,
  deepseek_v2: deepseek,
  deepseek_v3: deepseek,
  gpt_oss: {
    experts: true,
    defaults: { attention_bias: true },
    traits: () => ({ ...everywhere, attentionSinks: true, windowPattern: 2 }),
  },
  olmo2: { traits: (config) => ({ ...biased(config, 'attention_bias'), qkNorm: 'all-heads' }) },
  chatglm: {
    defaults: { add_qkv_bias: true, multi_query_attention: true },
    traits: (config) => {
      const bias = config['add_bias_linear'] === true;
      return {
        qkvBias: bias || config['add_qkv_bias'] === true,
        outputBias: bias,
        mlpBias: bias,
        ...(config['multi_query_attention'] === true ? { kvHeads: 'multi_query_group_num' } : {}),
      };
    },
  },
  glm: { defaults: { head_dim: 128 }, traits: (config) => ({ qkvBias: config['attention_bias'] === true }) },
  internlm: { defaults: { bias: true }, traits: (config) => biased(config, 'bias') },
  internlm2: { traits: (config) => biased(config, 'bias') },
  baichuan: {},
  cohere: {
    defaults: tied,
    traits: (config) => ({
      ...biased(config, 'attention_bias'),
      norm: 'layer-without-bias',
      normsPerLayer: 1,
      qkNorm: config['use_qk_norm'] === true ? 'all-heads' : null,
    }),
  },
  minicpm: { traits: llama },
  orion: { traits: (config) => ({ ...llama(config), norm: 'layer' }) },
};

const encoders: Record<string, Config> = {
  bert: { type_vocab_size: 2 },
  roberta: { type_vocab_size: 2 },
  'xlm-roberta': { type_vocab_size: 2 },
};

const others = ['t5', 'mt5', 'vit', 'whisper'];

/** Values of `model_type` that are read as what they are; other decoders are read by the names most types share. */
export const supportedTypes: readonly string[] = [
  ...Object.keys(decoders),
  ...Object.keys(encoders),
  ...others,
  'gemma3',
];

/** Layers that are not attention and an MLP, so that the shared names would mislead. */
const otherLayers = /mamba|rwkv|jamba|bamba|zamba|recurrent|hyena|xlstm|lfm|falcon_h1|bloom|albert|next/i;

/** Reads keys of one file and collects what is wrong with them. */
class Reader {
  readonly errors: ConfigError[] = [];
  readonly notes: ConfigNote[] = [];
  readonly config: Config;

  constructor(config: Config, defaults: Config = {}) {
    this.config = { ...defaults, ...config };
    for (const [key, value] of Object.entries(defaults))
      if (config[key] === undefined && typeof value === 'number')
        this.notes.push({ code: 'default', params: { field: key, value } });
  }

  fail(code: ConfigError['code'], field: string, params: ConfigError['params'] = {}, allowed = ''): void {
    this.errors.push({ code, field, params, allowed });
  }

  /**
   * A whole number under the first of `names` that the file has.
   * @param fallback taken where it has none (or `null`); without one the key is missing.
   * @returns 1 after an error, so that what is computed from it stays a number.
   */
  integer(names: readonly string[], max: number, fallback?: number, min = 1): number {
    const name = names.find((key) => this.config[key] !== undefined && this.config[key] !== null);
    const allowed = `${min}–${max}`;
    if (name === undefined) {
      if (fallback !== undefined) return fallback;
      this.fail('missing', names[0]!, { names: names.join(', ') }, allowed);
      return 1;
    }
    const value = this.config[name];
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      this.fail('wrong-type', name, { value: shorten(value), type: 'integer' }, allowed);
      return 1;
    }
    if (value < min || value > max) {
      this.fail('out-of-range', name, { value }, allowed);
      return 1;
    }
    return value;
  }

  boolean(name: string, fallback: boolean): boolean {
    const value = this.config[name] ?? fallback;
    if (typeof value === 'boolean') return value;
    this.fail('wrong-type', name, { value: shorten(value), type: 'boolean' }, 'true, false');
    return fallback;
  }

  /** Reports where `value` is not a multiple of `by`. */
  divides(field: string, value: number, by: number): void {
    if (value % by !== 0 && this.errors.length === 0) this.fail('not-dividing', field, { value, by });
  }

  /** Refuses a value that changes the layers in a way no field describes. */
  only(name: string, value: unknown): void {
    const found = this.config[name];
    if (found !== undefined && found !== null && JSON.stringify(found) !== JSON.stringify(value))
      this.fail('unsupported-value', name, { value: shorten(found) }, JSON.stringify(value));
  }
}

const limit = {
  layers: 1000,
  width: 131_072,
  inner: 1_048_576,
  heads: 1024,
  head: 2048,
  words: 4_194_304,
  experts: 65_536,
  parameters: 1e13,
};

const contextNames = [
  'max_position_embeddings',
  'n_positions',
  'n_ctx',
  'max_sequence_length',
  'seq_length',
  'max_seq_len',
  'model_max_length',
];

/** How many layers have a window: listed one by one, or all from a layer on, or all but one in `pattern`. */
function countSliding(reader: Reader, layers: number, pattern: number | undefined): number {
  const types = reader.config['layer_types'];
  if (Array.isArray(types)) {
    const allowed = ['full_attention', 'sliding_attention'];
    const strange: unknown = types.find((type) => !allowed.includes(String(type)));
    if (strange !== undefined)
      reader.fail('unsupported-value', 'layer_types', { value: shorten(strange) }, allowed.join(', '));
    else if (types.length !== layers)
      reader.fail('out-of-range', 'layer_types', { value: types.length }, String(layers));
    return types.filter((type) => type === 'sliding_attention').length;
  }
  if (reader.config['use_sliding_window'] === true)
    return Math.max(0, layers - reader.integer(['max_window_layers'], 1e9, 28, 0));
  const every = reader.integer(['sliding_window_pattern', '_sliding_window_pattern'], limit.layers, pattern);
  return every > 1 ? layers - Math.floor(layers / every) : layers;
}

function readWindow(
  reader: Reader,
  layers: number,
  contextLength: number,
  pattern: number | undefined,
): Pick<ModelOf<'decoder'>, 'slidingWindow' | 'slidingLayers'> {
  const none = { slidingWindow: null, slidingLayers: 0 };
  const wanted = reader.config['use_sliding_window'] ?? pattern !== undefined;
  if (wanted !== true) return none;
  const slidingWindow = reader.integer(['sliding_window', 'sliding_window_size'], 1e9, contextLength);
  if (slidingWindow >= contextLength) return none;
  const slidingLayers = countSliding(reader, layers, pattern);
  return slidingLayers > 0 ? { slidingWindow, slidingLayers } : none;
}

const hasLatentAttention = (config: Config): boolean =>
  config['kv_lora_rank'] !== undefined || /^deepseek_v[23]$/.test(String(config['model_type']));

function readLatentAttention(reader: Reader): ModelOf<'decoder'>['mla'] {
  if (!hasLatentAttention(reader.config)) return null;
  const queryRank = reader.integer(['q_lora_rank'], limit.width, 0, 0);
  return {
    queryRank: queryRank > 0 ? queryRank : null,
    kvRank: reader.integer(['kv_lora_rank'], limit.width),
    nopeHeadDim: reader.integer(['qk_nope_head_dim'], limit.head),
    ropeHeadDim: reader.integer(['qk_rope_head_dim'], limit.head),
    valueHeadDim: reader.integer(['v_head_dim'], limit.head),
  };
}

type LayerStack = Pick<
  ModelOf<'decoder' | 'vision'>,
  | 'layers'
  | 'hiddenSize'
  | 'intermediateSize'
  | 'heads'
  | 'kvHeads'
  | 'headDim'
  | 'gatedMlp'
  | 'norm'
  | 'normsPerLayer'
  | 'qkNorm'
  | 'qkvBias'
  | 'outputBias'
  | 'mlpBias'
>;

function readLayers(reader: Reader, traits: Traits): LayerStack {
  const hiddenSize = reader.integer(['hidden_size', 'n_embd', 'd_model'], limit.width);
  const headNames = ['num_attention_heads', 'n_head', 'n_heads'];
  const heads = reader.integer(headNames, limit.heads);
  const fixed = traits.kvHeads;
  const kvHeads =
    typeof fixed === 'number'
      ? fixed
      : fixed === undefined
        ? reader.integer(['num_key_value_heads', 'num_kv_heads', 'n_head_kv'], limit.heads, heads)
        : reader.integer([fixed], limit.heads);
  reader.divides(headNames.find((name) => name in reader.config) ?? headNames[0]!, heads, kvHeads);
  const headDim = reader.integer(['head_dim', 'kv_channels'], limit.head, 0);
  const expansion = reader.integer(['expansion_ratio'], 64, traits.expansion ?? 0);
  if (headDim === 0 && !hasLatentAttention(reader.config)) reader.divides('hidden_size', hiddenSize, heads);
  return {
    layers: reader.integer(['num_hidden_layers', 'n_layer', 'n_layers', 'num_layers'], limit.layers),
    hiddenSize,
    intermediateSize: reader.integer(
      ['intermediate_size', 'ffn_hidden_size', 'n_inner', 'ffn_dim'],
      limit.inner,
      expansion ? expansion * hiddenSize : undefined,
    ),
    heads,
    kvHeads,
    headDim: headDim || hiddenSize / heads,
    gatedMlp: traits.gatedMlp ?? true,
    norm: traits.norm ?? 'rms',
    normsPerLayer: traits.normsPerLayer ?? 2,
    qkNorm: traits.qkNorm ?? null,
    qkvBias: traits.qkvBias ?? false,
    outputBias: traits.outputBias ?? false,
    mlpBias: traits.mlpBias ?? false,
  };
}

function readLanguageModel(reader: Reader, traits: Traits): Dimensions<'decoder'> {
  const stack = readLayers(reader, traits);
  const mla = readLatentAttention(reader);
  const contextLength = reader.integer(contextNames, 1e8);
  // Qwen's first generation writes the width of both halves of the gated MLP together.
  const halves = reader.config['model_type'] === 'qwen' ? 2 : 1;
  reader.divides('intermediate_size', stack.intermediateSize, halves);
  return {
    kind: 'decoder',
    ...stack,
    intermediateSize: stack.intermediateSize / halves,
    headDim: mla ? mla.nopeHeadDim + mla.ropeHeadDim : stack.headDim,
    vocabSize: reader.integer(['vocab_size', 'padded_vocab_size'], limit.words),
    tiedEmbeddings: reader.boolean('tie_word_embeddings', false),
    headBias: traits.headBias ?? false,
    attentionSinks: traits.attentionSinks ?? false,
    positionEmbeddings: traits.positionRows === undefined ? 0 : contextLength + traits.positionRows,
    contextLength,
    ...readWindow(reader, stack.layers, contextLength, traits.windowPattern),
    mla,
  };
}

const expertNames = ['num_local_experts', 'n_routed_experts', 'num_experts'];

function readExperts(reader: Reader, decoder: Dimensions<'decoder'>): Dimensions<'moe'> {
  const { config } = reader;
  const sharedNames = ['shared_expert_intermediate_size', 'n_shared_experts'];
  const inner = reader.integer(
    ['moe_intermediate_size', 'intermediate_size'],
    limit.inner,
    decoder.intermediateSize,
  );
  const ownShared = reader.integer([sharedNames[0]!], limit.inner, 0, 0);
  const shared = ownShared || inner * reader.integer([sharedNames[1]!], limit.heads, 0, 0);
  const count = reader.integer(expertNames, limit.experts);
  const most = reader.errors.length > 0 ? limit.experts : count;
  const perToken = reader.integer(['num_experts_per_tok', 'experts_per_token'], most);
  const denseLayers = reader.integer(['first_k_dense_replace'], decoder.layers - 1, 0, 0);
  reader.only('moe_layer_freq', 1);
  reader.only('decoder_sparse_step', 1);
  reader.only('mlp_only_layers', []);
  return {
    ...decoder,
    kind: 'moe',
    intermediateSize: denseLayers > 0 ? decoder.intermediateSize : shared || inner,
    activeParameters: 0,
    experts: {
      count,
      perToken,
      intermediateSize: inner,
      sharedIntermediateSize: shared,
      sharedGate: ownShared > 0,
      denseLayers,
      routerBias: config['model_type'] === 'gpt_oss' || config['model_type'] === 'deepseek_v3',
    },
  };
}

function readEncoder(reader: Reader, firstPosition: number): Dimensions<'encoder'> {
  const model = readLanguageModel(reader, { ...plain, positionRows: 0 });
  return {
    ...model,
    kind: 'encoder',
    tiedEmbeddings: true,
    contextLength: model.contextLength - firstPosition,
    segmentEmbeddings: reader.integer(['type_vocab_size'], 1024, undefined, 0),
    pooler: true,
  };
}

function readT5(reader: Reader, type: string): Dimensions<'encoder-decoder'> {
  const encoderLayers = reader.integer(['num_layers'], limit.layers);
  const heads = reader.integer(['num_heads'], limit.heads);
  const mlp = reader.config['feed_forward_proj'];
  return {
    kind: 'encoder-decoder',
    encoderLayers,
    decoderLayers: reader.integer(['num_decoder_layers'], limit.layers, encoderLayers),
    hiddenSize: reader.integer(['d_model'], limit.width),
    intermediateSize: reader.integer(['d_ff'], limit.inner),
    heads,
    kvHeads: heads,
    headDim: reader.integer(['d_kv'], limit.head, 64),
    gatedMlp: typeof mlp === 'string' ? mlp.startsWith('gated') : type === 'mt5',
    vocabSize: reader.integer(['vocab_size'], limit.words),
    tiedEmbeddings: reader.boolean('tie_word_embeddings', type === 't5'),
    relativeBuckets: reader.integer(['relative_attention_num_buckets'], 4096, 32),
    contextLength: reader.integer(['n_positions'], 1e8, 512),
  };
}

function readVit(reader: Reader): Dimensions<'vision'> {
  const { config } = reader;
  const imageSize = reader.integer(['image_size'], 16_384, 224);
  const patchSize = reader.integer(['patch_size'], 1024, 16);
  reader.divides('image_size', imageSize, patchSize);
  const labels = config['id2label'];
  return {
    kind: 'vision',
    ...readLayers(reader, plain),
    qkvBias: reader.boolean('qkv_bias', true),
    imageSize,
    patchSize,
    imageChannels: reader.integer(['num_channels'], 1024, 3),
    classToken: true,
    classes: isObject(labels)
      ? Object.keys(labels).length
      : reader.integer(['num_labels', 'num_classes'], limit.words, 0, 0),
    contextLength: (imageSize / patchSize) ** 2 + 1,
  };
}

function readWhisper(reader: Reader): Dimensions<'speech'> {
  const hiddenSize = reader.integer(['d_model'], limit.width);
  const heads = reader.integer(['encoder_attention_heads'], limit.heads);
  reader.divides('d_model', hiddenSize, heads);
  reader.only('decoder_attention_heads', reader.config['encoder_attention_heads']);
  reader.only('decoder_ffn_dim', reader.config['encoder_ffn_dim']);
  return {
    kind: 'speech',
    encoderLayers: reader.integer(['encoder_layers'], limit.layers),
    decoderLayers: reader.integer(['decoder_layers'], limit.layers),
    hiddenSize,
    intermediateSize: reader.integer(['encoder_ffn_dim'], limit.inner),
    heads,
    kvHeads: heads,
    headDim: hiddenSize / heads,
    vocabSize: reader.integer(['vocab_size'], limit.words),
    tiedEmbeddings: reader.boolean('tie_word_embeddings', true),
    melBins: reader.integer(['num_mel_bins'], 4096),
    convolutionKernel: 3,
    audioContext: reader.integer(['max_source_positions'], 1e6),
    contextLength: reader.integer(['max_target_positions'], 1e6),
  };
}

const own = <T>(table: Record<string, T>, key: unknown): T | undefined =>
  typeof key === 'string' && Object.hasOwn(table, key) ? table[key] : undefined;

const supportedList = supportedTypes.join(', ');

/** The language part of a file that describes several models together. */
function languagePart(config: Config): Config | null {
  const part = config['text_config'];
  return isObject(part) && own(decoders, part['model_type']) ? part : null;
}

/** Traits of a decoder that has no entry of its own: those of Llama, with the norm that its keys speak of. */
function sharedTraits(config: Config): Traits {
  const layerNorm = Object.keys(config).some((key) => /^layer_?norm_eps/.test(key));
  return {
    ...llama(config),
    norm: layerNorm && config['rms_norm_eps'] === undefined ? 'layer' : 'rms',
    ...(Array.isArray(config['layer_types']) ? { windowPattern: 1 } : {}),
  };
}

type AnyDimensions =
  Dimensions<'decoder'> | Dimensions<'moe' | 'encoder'> | Dimensions<'encoder-decoder' | 'vision' | 'speech'>;

function read(config: Config): { reader: Reader; dimensions: AnyDimensions | null } {
  const type = config['model_type'];
  if (type !== undefined && typeof type !== 'string') {
    const reader = new Reader(config);
    reader.fail('wrong-type', 'model_type', { value: shorten(type), type: 'string' }, supportedList);
    return { reader, dimensions: null };
  }
  const encoder = own(encoders, type);
  if (encoder) {
    const reader = new Reader(config, encoder);
    // RoBERTa numbers positions from 2 on, so that two rows of its table hold no place in the text.
    return { reader, dimensions: readEncoder(reader, type === 'bert' ? 0 : 2) };
  }
  const known = own(decoders, type);
  const reader = new Reader(config, known?.defaults);
  if (type === 't5' || type === 'mt5') return { reader, dimensions: readT5(reader, type) };
  if (type === 'vit') return { reader, dimensions: readVit(reader) };
  if (type === 'whisper') return { reader, dimensions: readWhisper(reader) };

  if (!known) {
    const { architectures } = config;
    const causal =
      Array.isArray(architectures) && architectures.some((name) => /CausalLM|LMHead/.test(String(name)));
    if (type !== undefined && (!causal || otherLayers.test(type))) {
      reader.fail('unsupported-type', 'model_type', { value: shorten(type) }, supportedList);
      return { reader, dimensions: null };
    }
    if (type === undefined && !causal && config['hidden_size'] === undefined) {
      reader.fail('missing', 'model_type', { names: 'model_type' }, supportedList);
      return { reader, dimensions: null };
    }
    reader.notes.push({ code: 'unknown-type', params: { type: shorten(type ?? '') } });
  }
  // OPT 350M puts its norms behind the layers and its words into a narrower table.
  if (type === 'opt') {
    reader.only('do_layer_norm_before', true);
    if (config['word_embed_proj_dim'] !== undefined)
      reader.only('word_embed_proj_dim', config['hidden_size']);
  }
  reader.only('qk_layernorm', false);
  const traits = known ? (known.traits?.(reader.config) ?? {}) : sharedTraits(config);
  const decoder = readLanguageModel(reader, traits);
  const hasExperts =
    known?.experts === true ||
    expertNames.some((name) => typeof config[name] === 'number' && config[name] !== 0);
  return { reader, dimensions: hasExperts ? readExperts(reader, decoder) : decoder };
}

function nameOf(config: Config): string {
  const { _name_or_path: path, architectures, model_type: type } = config;
  if (typeof path === 'string' && /^[\w.-]+\/[\w.-]+$/.test(path)) return path;
  const [architecture] = Array.isArray(architectures) ? (architectures as unknown[]) : [];
  const name = [architecture, type].find((one) => typeof one === 'string' && one.trim() !== '');
  return shorten(name ?? 'config.json');
}

/** Files that stand beside a model's `config.json` and are taken for it. */
function otherFile(config: Config): ConfigError | null {
  const pipeline = config['_class_name'] ?? config['_diffusers_version'];
  if (pipeline !== undefined)
    return { code: 'pipeline', field: '_class_name', params: { value: shorten(pipeline) }, allowed: '' };
  if (config['peft_type'] !== undefined)
    return {
      code: 'adapter',
      field: 'peft_type',
      params: { value: shorten(config['base_model_name_or_path'] ?? '?') },
      allowed: '',
    };
  return null;
}

/**
 * Reads a Hugging Face `config.json` as the catalog's {@link Model}, its parameters counted from the dimensions.
 * @param json the text of the file, or what `JSON.parse` made of it.
 * @returns the model and what to know about it, or everything that is wrong with the file, field by field.
 */
export function modelFromConfig(json: unknown): ModelFromConfig {
  const refuse = (
    code: ConfigError['code'],
    params: ConfigError['params'] = {},
    allowed = '',
  ): ModelFromConfig => ({
    ok: false,
    errors: [{ code, field: '', params, allowed }],
  });
  let config = json;
  if (typeof json === 'string') {
    if (json.length > maxLength) return refuse('too-large', { value: json.length }, `1–${maxLength}`);
    try {
      config = JSON.parse(json);
    } catch {
      return refuse('not-json', { value: shorten(json.trim()) });
    }
  }
  if (!isObject(config)) return refuse('not-an-object', { value: shorten(config) });
  const other = otherFile(config);
  if (other) return { ok: false, errors: [other] };

  const part = languagePart(config);
  const { reader, dimensions } = read(part ?? config);
  if (reader.errors.length > 0 || dimensions === null) {
    const prefix = part ? 'text_config.' : '';
    return { ok: false, errors: reader.errors.map((error) => ({ ...error, field: prefix + error.field })) };
  }
  const { notes } = reader;
  if (part) notes.unshift({ code: 'text-part', params: { type: shorten(config['model_type'] ?? '') } });
  const quantization = config['quantization_config'];
  if (isObject(quantization))
    notes.push({ code: 'quantized', params: { method: shorten(quantization['quant_method'] ?? '?') } });

  const model = { ...aboutTheRecord, name: nameOf(config), ...dimensions } as Model;
  model.parameters = countParameters(model);
  if (model.kind === 'moe') model.activeParameters = activeParameters(model);
  if (model.parameters > limit.parameters)
    return {
      ok: false,
      errors: [
        {
          code: 'out-of-range',
          field: 'parameters',
          params: { value: model.parameters },
          allowed: `1–${limit.parameters}`,
        },
      ],
    };
  return { ok: true, model, notes };
}
