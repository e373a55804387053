import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelBySlug } from '../../catalog/index.ts';
import { modelFromConfig, supportedTypes } from '../../catalog/model-config.ts';
import { modelSchema } from '../../catalog/schema.ts';
import { dictionary, fill } from '../../content/i18n/index.ts';
import { configs } from './configs.ts';

/** What a record says about itself rather than about the model: no `config.json` has it. */
const aboutTheRecord = [
  'slug',
  'name',
  'family',
  'huggingFaceId',
  'licence',
  'sources',
  'disagreements',
  'unverified',
  'notes',
];
const dimensions = (model: object) =>
  Object.fromEntries(Object.entries(model).filter(([field]) => !aboutTheRecord.includes(field)));

type Config = Record<string, unknown>;
const config = (slug: string) => structuredClone(configs[slug]) as Config;
const spoil = (slug: string, change: Config) => ({ ...config(slug), ...change });
const without = (slug: string, ...keys: string[]) =>
  Object.fromEntries(Object.entries(config(slug)).filter(([key]) => !keys.includes(key)));

function accepted(json: unknown) {
  const result = modelFromConfig(json);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result;
}

describe('a config.json of the catalog’s models', () => {
  it.each(Object.keys(configs))('%s gives back its record and count', (slug) => {
    const { model } = accepted(JSON.stringify(configs[slug]));
    expect(dimensions(model)).toEqual(dimensions(modelBySlug(slug)!));
    expect(modelSchema.safeParse(model).error).toBeUndefined();
  });

  it('covers more than twenty model types', () => {
    const types = new Set(Object.values(configs).map((one) => (one as Config)['model_type']));
    expect(types.size).toBeGreaterThanOrEqual(25);
    for (const type of types) expect(supportedTypes).toContain(type);
  });
});

describe('other types', () => {
  const shared = {
    hidden_size: 4096,
    intermediate_size: 14336,
    max_position_embeddings: 8192,
    num_attention_heads: 32,
    num_hidden_layers: 32,
    num_key_value_heads: 8,
    vocab_size: 256000,
  };
  const words = 256000 * 4096;
  const matrices = 32 * (2 * 4096 * 4096 + 2 * 4096 * 1024 + 3 * 4096 * 14336);

  it.each<[string, Config, number]>([
    // One norm in each layer, without bias, shared by attention and MLP; tied embeddings.
    ['cohere', { ...shared, model_type: 'cohere' }, words + matrices + 33 * 4096],
    // Norms of queries and keys over all heads.
    [
      'cohere with norms',
      { ...shared, model_type: 'cohere', use_qk_norm: true },
      words + matrices + 33 * 4096 + 32 * (4096 + 1024),
    ],
    [
      'stablelm',
      { ...shared, model_type: 'stablelm', use_qkv_bias: true },
      2 * words + matrices + 65 * 2 * 4096 + 32 * (4096 + 2 * 1024),
    ],
    [
      'glm',
      { ...shared, model_type: 'glm', attention_bias: true },
      2 * words + matrices + 65 * 4096 + 32 * (4096 + 2 * 1024),
    ],
    [
      'mpt',
      {
        model_type: 'mpt',
        d_model: 4096,
        n_heads: 32,
        n_layers: 32,
        max_seq_len: 2048,
        expansion_ratio: 4,
        vocab_size: 50432,
        no_bias: true,
        attn_config: { alibi: true },
      },
      50432 * 4096 + 32 * (12 * 4096 * 4096) + 65 * 4096,
    ],
    [
      'roberta',
      {
        model_type: 'roberta',
        hidden_size: 768,
        intermediate_size: 3072,
        max_position_embeddings: 514,
        num_attention_heads: 12,
        num_hidden_layers: 12,
        type_vocab_size: 1,
        vocab_size: 50265,
      },
      // 124.6 million, as the authors say 125.
      (50265 + 514 + 1 + 2) * 768 + 12 * (4 * 768 * 769 + 768 * 3072 * 2 + 3072 + 768 + 4 * 768) + 768 * 769,
    ],
    [
      'starcoder2',
      { ...shared, model_type: 'starcoder2', num_key_value_heads: 32 },
      words + 32 * (4 * 4096 * 4097 + 2 * 4096 * 14336 + 14336 + 4096) + 65 * 2 * 4096,
    ],
  ])('%s', (_name, json, count) => {
    expect(accepted(json).model.parameters).toBe(count);
  });

  it('an unknown decoder is read by the names most types share, with a note', () => {
    const { model, notes } = accepted({
      ...shared,
      model_type: 'newllm',
      architectures: ['NewLlmForCausalLM'],
      rms_norm_eps: 1e-5,
    });
    expect(model).toMatchObject({
      kind: 'decoder',
      parameters: 2 * words + matrices + 65 * 4096,
      name: 'NewLlmForCausalLM',
    });
    expect(notes).toEqual([{ code: 'unknown-type', params: { type: 'newllm' } }]);
  });

  it('an unknown decoder with experts is a mixture of experts', () => {
    const { model } = accepted({
      ...shared,
      model_type: 'newmoe',
      architectures: ['NewMoeForCausalLM'],
      num_experts: 16,
      num_experts_per_tok: 2,
      moe_intermediate_size: 1024,
    });
    expect(model).toMatchObject({ kind: 'moe', experts: { count: 16, perToken: 2, intermediateSize: 1024 } });
  });

  it('a window from some layer on', () => {
    const { model } = accepted(
      spoil('qwen2.5-7b', { use_sliding_window: true, sliding_window: 4096, max_window_layers: 20 }),
    );
    expect(model).toMatchObject({ slidingWindow: 4096, slidingLayers: 8 });
  });

  it('an older Falcon', () => {
    const json = {
      model_type: 'RefinedWebModel',
      hidden_size: 4544,
      n_head: 71,
      n_layer: 32,
      multi_query: true,
      parallel_attn: true,
      vocab_size: 65024,
    };
    expect(dimensions(accepted(json).model)).toEqual(dimensions(modelBySlug('falcon-7b')!));
  });
});

describe('what a reader is told', () => {
  it('that only the language part is counted, and what the file leaves out', () => {
    expect(accepted(config('gemma-3-4b')).notes).toEqual([
      { code: 'text-part', params: { type: 'gemma3' } },
      { code: 'default', params: { field: 'num_attention_heads', value: 8 } },
      { code: 'default', params: { field: 'num_key_value_heads', value: 4 } },
      { code: 'default', params: { field: 'head_dim', value: 256 } },
      { code: 'default', params: { field: 'max_position_embeddings', value: 131072 } },
    ]);
  });

  it('that the weights are stored quantised', () => {
    expect(accepted(config('gpt-oss-20b')).notes).toEqual([
      { code: 'quantized', params: { method: 'mxfp4' } },
    ]);
  });

  it('the name of the repository, but no path of somebody’s machine', () => {
    expect(accepted(spoil('llama-7b', { _name_or_path: 'org/My-Model' })).model.name).toBe('org/My-Model');
    expect(accepted(spoil('llama-7b', { _name_or_path: '/home/me/secret' })).model.name).toBe(
      'LlamaForCausalLM',
    );
  });
});

describe('a config.json that cannot be used', () => {
  const gemma3 = (change: Config) => {
    const whole = config('gemma-3-4b');
    return { ...whole, text_config: { ...(whole['text_config'] as Config), ...change } };
  };
  it.each<[string, unknown, string, string]>([
    ['no JSON', 'model_type: llama', 'not-json', ''],
    ['cut off', JSON.stringify(configs['llama-7b']).slice(0, -20), 'not-json', ''],
    ['empty', '', 'not-json', ''],
    ['far too long', `"${'x'.repeat(2_000_001)}"`, 'too-large', ''],
    ['a list', '[1, 2]', 'not-an-object', ''],
    ['null', null, 'not-an-object', ''],
    ['a number', 42, 'not-an-object', ''],
    [
      'model_index.json',
      { _class_name: 'StableDiffusionPipeline', unet: ['diffusers', 'UNet2DConditionModel'] },
      'pipeline',
      '_class_name',
    ],
    [
      'config of a U-Net',
      { _class_name: 'UNet2DConditionModel', block_out_channels: [320, 640] },
      'pipeline',
      '_class_name',
    ],
    [
      'adapter_config.json',
      { peft_type: 'LORA', r: 16, base_model_name_or_path: 'meta-llama/Llama-3.1-8B' },
      'adapter',
      'peft_type',
    ],
    ['nothing in it', {}, 'missing', 'model_type'],
    ['type that is no text', spoil('llama-7b', { model_type: 7 }), 'wrong-type', 'model_type'],
    [
      'state-space model',
      { model_type: 'mamba', architectures: ['MambaForCausalLM'], hidden_size: 768 },
      'unsupported-type',
      'model_type',
    ],
    [
      'partly state-space',
      spoil('llama-7b', { model_type: 'jamba', architectures: ['JambaForCausalLM'] }),
      'unsupported-type',
      'model_type',
    ],
    [
      'image and text',
      { model_type: 'clip', architectures: ['CLIPModel'], text_config: { model_type: 'clip_text_model' } },
      'unsupported-type',
      'model_type',
    ],
    ['name of a property of objects', { model_type: 'constructor' }, 'unsupported-type', 'model_type'],
    ['no width', without('llama-7b', 'hidden_size'), 'missing', 'hidden_size'],
    ['no layers', without('gpt2-xl', 'n_layer'), 'missing', 'num_hidden_layers'],
    ['no vocabulary', without('qwen3-8b', 'vocab_size'), 'missing', 'vocab_size'],
    ['no context', without('olmo-2-7b', 'max_position_embeddings'), 'missing', 'max_position_embeddings'],
    ['text for a number', spoil('llama-7b', { hidden_size: '4096' }), 'wrong-type', 'hidden_size'],
    ['fraction', spoil('llama-7b', { intermediate_size: 11008.5 }), 'wrong-type', 'intermediate_size'],
    ['list for a number', spoil('vit-b-16', { image_size: [224, 224] }), 'wrong-type', 'image_size'],
    [
      'text for yes or no',
      spoil('llama-7b', { tie_word_embeddings: 'yes' }),
      'wrong-type',
      'tie_word_embeddings',
    ],
    ['negative', spoil('llama-7b', { hidden_size: -4096 }), 'out-of-range', 'hidden_size'],
    ['no layer at all', spoil('llama-7b', { num_hidden_layers: 0 }), 'out-of-range', 'num_hidden_layers'],
    ['a million layers', spoil('llama-7b', { num_hidden_layers: 1e6 }), 'out-of-range', 'num_hidden_layers'],
    [
      'more parameters than anybody has',
      spoil('llama-7b', { hidden_size: 131072, num_hidden_layers: 1000 }),
      'out-of-range',
      'parameters',
    ],
    [
      'heads and KV heads',
      spoil('llama-3.1-8b', { num_key_value_heads: 7 }),
      'not-dividing',
      'num_attention_heads',
    ],
    ['width and heads', spoil('llama-7b', { num_attention_heads: 33 }), 'not-dividing', 'hidden_size'],
    [
      'the two halves of a Qwen MLP',
      spoil('qwen-14b-chat', { intermediate_size: 4097 }),
      'not-dividing',
      'intermediate_size',
    ],
    ['image and patch', spoil('vit-b-16', { patch_size: 15 }), 'not-dividing', 'image_size'],
    ['latent attention without its rank', without('deepseek-v3', 'kv_lora_rank'), 'missing', 'kv_lora_rank'],
    [
      'mixture without number of experts',
      without('mixtral-8x7b', 'num_local_experts'),
      'missing',
      'num_local_experts',
    ],
    [
      'more experts per token than there are',
      spoil('mixtral-8x7b', { num_experts_per_tok: 9 }),
      'out-of-range',
      'num_experts_per_tok',
    ],
    [
      'dense layers only',
      spoil('deepseek-v3', { first_k_dense_replace: 61 }),
      'out-of-range',
      'first_k_dense_replace',
    ],
    [
      'experts in every other layer',
      spoil('qwen1.5-moe-a2.7b', { decoder_sparse_step: 2 }),
      'unsupported-value',
      'decoder_sparse_step',
    ],
    [
      'groups of KV heads not counted',
      without('chatglm3-6b', 'multi_query_group_num'),
      'missing',
      'multi_query_group_num',
    ],
    [
      'norms behind the layers',
      spoil('opt-6.7b', { do_layer_norm_before: false }),
      'unsupported-value',
      'do_layer_norm_before',
    ],
    [
      'narrower table of words',
      spoil('opt-6.7b', { word_embed_proj_dim: 512 }),
      'unsupported-value',
      'word_embed_proj_dim',
    ],
    [
      'linear attention',
      spoil('qwen3-8b', {
        use_sliding_window: true,
        sliding_window: 4096,
        layer_types: ['linear_attention'],
      }),
      'unsupported-value',
      'layer_types',
    ],
    [
      'list of layers of another length',
      spoil('gpt-oss-20b', { layer_types: ['full_attention'] }),
      'out-of-range',
      'layer_types',
    ],
    [
      'error in the nested part',
      gemma3({ num_hidden_layers: '34' }),
      'wrong-type',
      'text_config.num_hidden_layers',
    ],
    [
      'unequal halves of Whisper',
      spoil('whisper-large-v3-turbo', { decoder_ffn_dim: 4096 }),
      'unsupported-value',
      'decoder_ffn_dim',
    ],
    ['T5 without MLP', without('t5-base', 'd_ff'), 'missing', 'd_ff'],
  ])('%s', (_name, json, code, field) => {
    const result = modelFromConfig(json);
    if (result.ok) throw new Error('was accepted');
    expect(result.errors.map((error) => [error.code, error.field])).toEqual([[code, field]]);
  });

  it('names every wrong field at once', () => {
    const result = modelFromConfig({
      ...without('llama-7b', 'vocab_size'),
      hidden_size: 0,
      num_hidden_layers: 'many',
    });
    expect(result.ok ? [] : result.errors.map(({ code, field }) => `${field}: ${code}`)).toEqual([
      'hidden_size: out-of-range',
      'num_hidden_layers: wrong-type',
      'vocab_size: missing',
    ]);
  });

  it('takes the type for a name where the architecture has none', () => {
    const result = modelFromConfig({
      ...config('bert-base-uncased'),
      _name_or_path: '',
      architectures: [''],
    });
    expect(result.ok && result.model.name).toBe('bert');
  });

  it('never crashes, and accepts only what makes a record', () => {
    const keys = [...new Set(Object.values(configs).flatMap((one) => Object.keys(one as Config)))];
    const value = fc.oneof(fc.jsonValue(), fc.integer(), fc.constantFrom(null, 1, 8, 64, 4096, true, false));
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(configs)),
        fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 3 }),
        (slug, change) => {
          const result = modelFromConfig({ ...config(slug), ...change });
          if (result.ok) expect(modelSchema.safeParse(result.model).error).toBeUndefined();
          else expect(result.errors.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 600 },
    );
    fc.assert(fc.property(fc.jsonValue(), (json) => void modelFromConfig(json)));
    fc.assert(fc.property(fc.string(), (text) => void modelFromConfig(text)));
  });
});

describe.each(['en', 'zh-cn'] as const)('the words in %s', (lang) => {
  const { modelConfig } = dictionary(lang);
  const cases: [string, unknown][] = [
    ['not-json', '{'],
    ['too-large', 'x'.repeat(2_000_001)],
    ['not-an-object', []],
    ['pipeline', { _class_name: 'FluxPipeline' }],
    ['adapter', { peft_type: 'LORA' }],
    ['unsupported-type', { model_type: 'rwkv' }],
    ['unsupported-value', spoil('opt-6.7b', { do_layer_norm_before: false })],
    ['missing', without('llama-7b', 'vocab_size')],
    ['wrong-type', spoil('llama-7b', { vocab_size: {} })],
    ['out-of-range', spoil('llama-7b', { vocab_size: 0 })],
    ['not-dividing', spoil('llama-7b', { num_attention_heads: 3 })],
  ];

  it('exist for every error', () => {
    expect(cases.map(([code]) => code).toSorted()).toEqual(Object.keys(modelConfig.errors).toSorted());
  });

  it.each(cases)('%s leaves no gap', (code, json) => {
    const result = modelFromConfig(json);
    const [error] = result.ok ? [] : result.errors;
    expect(error?.code).toBe(code);
    const sentence = fill(modelConfig.errors[error!.code], {
      ...error!.params,
      field: error!.field,
      allowed: error!.allowed,
    });
    expect(sentence).not.toMatch(/\{\w+\}/);
  });
});
