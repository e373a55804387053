/** JSON Schemas of the request and the answer, for `/api/v1/`. The request's follows from the table of fields. */
import { fields } from './fields.ts';
import {
  currencyPattern,
  loraFields,
  loraTargets,
  modelFields,
  modelParts,
  optionalModelFields,
  type FieldRule,
} from './request.ts';
import { measuredFigures } from './nearest.ts';
import { memoryParts } from './types.ts';

type Schema = Record<string, unknown>;

/** What each field means; units where a name does not carry them. */
const meanings: Record<string, string> = {
  task: 'What the card is to do.',
  model: 'Slug of models.json, or the dimensions of a model that is not listed.',
  gpu: 'Slug of gpus.json.',
  gpuCount: 'Cards in all, spread evenly over the machines.',
  nodes: 'Machines.',
  interconnect: 'Link between the cards of one machine. Default: nvlink where the card has it.',
  pcieGen: 'PCI Express generation of the slots, where it is less than the generation of the card.',
  pcieLanes: 'PCI Express lanes of the slots, where they are fewer than the lanes of the card.',
  networkGbitPerSecond: 'Network between machines, Gbit/s each.',
  gpuMemoryBytes:
    'Usable memory of the card in bytes instead of the catalog figure; for unofficial capacities.',
  otherUseBytes: 'Memory in bytes that the display and other programs hold on the card.',
  method: 'Training: what is trained.',
  precision:
    'Arithmetic. Default for training: bf16-mixed from compute capability 8.0, fp16-mixed before; for inference bf16 or fp16.',
  optimizer: 'Training: the optimizer.',
  sequenceLength:
    'Training: tokens per sequence. Default: 2048, or the context length of the model if that is less.',
  galoreRank: 'Training with GaLore: rank of the projected gradients.',
  packing: 'Training: short samples are joined to sequences of sequenceLength; else each is padded to it.',
  meanSampleTokens: 'Training: tokens of a sample on average; null takes sequenceLength.',
  microBatchSize: 'Training: sequences that go through the model at once.',
  gradientAccumulationSteps: 'Training: micro-batches per optimizer step.',
  gradientCheckpointing: 'Training: which activations are computed again instead of kept.',
  attention: 'Attention kernel.',
  fusedCrossEntropy: 'Training: the loss is computed in chunks, so the logits are never stored whole.',
  fusedOptimizer: 'Training: the optimizer step is one kernel, without a temporary copy of a state.',
  trainEmbeddings: 'Adapters: the input embedding and the output head are trained in full beside them.',
  compile: 'Compiled kernels (torch.compile).',
  sharding:
    'Training on several cards: what the copies of the model share. Default: ddp (nothing) on several cards.',
  tensorParallel: 'Cards that share every layer. Default: all of them for engines that serve so, else 1.',
  pipelineParallel:
    'Groups of layers on different cards. Default: one a card for engines that serve so, else 1.',
  offload: 'Training: what lies in the memory of the machine instead of the card.',
  weightFormat:
    'Storage of the base weights. Default: fp32 for full training in mixed precision, 16 bits for LoRA and inference, nf4 for QLoRA.',
  doubleQuantization: 'The scales of nf4 and fp4 are quantised too.',
  kvCacheFormat: 'Inference: storage of keys and values.',
  framework:
    'What runs the job. Training: null is a stack nobody measured, estimated as Transformers with a wider range. Inference: null takes llama.cpp for GGUF formats, vLLM for 16-bit, AWQ and GPTQ, Transformers for the others.',
  frameworkVersion: 'Version of the framework, where its speed depends on that.',
  gpuLayers: 'Inference: layers kept on the card, the rest in the memory of the machine; null keeps all.',
  hostMemoryBandwidthGbps:
    'Memory bandwidth of the machine, GB/s (10^9 bytes); the default is two channels of DDR4-3200.',
  contextLength:
    'Inference: tokens each stream holds. Default: 4096, or the context length of the model if that is less.',
  promptTokens:
    'Inference: tokens of each prompt, of contextLength; null: all, the most that could be read at once.',
  concurrency: 'Inference: streams decoded side by side.',
  tokens: 'Tokens to process in all, padding included; inference: tokens to decode.',
  samples:
    'Samples to process, used where tokens is null. Training: each takes sequenceLength tokens, or meanSampleTokens where packed; inference: contextLength.',
  electricityPricePerKwh: 'Price of one kWh in the currency.',
  gpuPrice: 'Price of one card in the currency; null takes the launch price in USD.',
  cloudPricePerHour: 'Price of one card for one hour in the currency.',
  experts: 'Mixture of experts: its feed-forward layers; null or absent without.',
  mla: 'Multi-head latent attention; null or absent for keys and values of their own.',
  currency: 'ISO 4217 code, printed beside amounts; nothing is converted.',
};

function ruleSchema(rule: FieldRule, description?: string): Schema {
  const core: Schema = rule.text
    ? { type: rule.nullable ? ['string', 'null'] : 'string', minLength: 1, maxLength: rule.text }
    : rule.values
      ? { enum: rule.nullable ? [...rule.values, null] : rule.values }
      : {
          type: rule.nullable ? [rule.real ? 'number' : 'integer', 'null'] : rule.real ? 'number' : 'integer',
          minimum: rule.min,
          maximum: rule.max,
        };
  return {
    ...(description && { description }),
    ...core,
    ...('default' in rule && { default: rule.default }),
  };
}

const properties = (rules: Record<string, FieldRule>, described: Record<string, string> = meanings): Schema =>
  Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, ruleSchema(rule, described[name])]));

/** What a dimension means where its name does not say it. */
const dimensions: Record<string, string> = {
  intermediateSize: 'Width of the feed-forward layers; in experts, of one expert.',
  headDim: 'Width of one query or key head.',
  vocabSize: '0 for vision only.',
  tiedEmbeddings: 'The output matrix is the input embedding.',
  gatedMlp: 'Three feed-forward matrices (SwiGLU and the like) instead of two.',
  name: 'Shown to people only.',
  kind: 'Default: moe where experts are given, encoder-decoder where an encoder is, else decoder.',
  positionEmbeddings: 'Learned positions; 0 with rotary ones.',
  contextLength: 'Tokens the model was trained for; of a vision model the tokens of one image.',
  slidingWindow: 'Tokens that a layer with a sliding window sees; null where every layer sees all.',
  slidingLayers: 'Layers that the window bounds. Default: all.',
  count: 'Experts of a layer among which the router chooses.',
  perToken: 'Experts that one token goes to.',
  sharedIntermediateSize: 'Width of the expert that every token passes, several taken as one; 0 without.',
  denseLayers: 'Layers at the start with one MLP instead of experts.',
  positions: 'Encoder positions of a sample, whatever is asked for; 0: as many as the decoder has tokens.',
  bands: 'Width of what the two convolutions of an encoder read; 0 without.',
  kernel: 'Steps that these convolutions are wide; 0 without.',
  queryRank: 'Width of the compressed query; null where queries come straight from the hidden state.',
  kvRank: 'Width of the compressed keys and values.',
};

function modelProperties(): Schema {
  const parts = Object.entries(modelParts).map(([name, rules]) => [
    name,
    {
      description: meanings[name],
      default: null,
      oneOf: [
        { type: 'null' },
        {
          type: 'object',
          required: Object.keys(rules),
          additionalProperties: false,
          properties: properties(rules, dimensions),
        },
      ],
    },
  ]);
  return {
    ...properties({ ...modelFields, ...optionalModelFields }, dimensions),
    ...(Object.fromEntries(parts) as Schema),
  };
}

const draft = 'https://json-schema.org/draft/2020-12/schema';

/** Schema of one request. */
export function requestSchema(): Schema {
  return {
    $schema: draft,
    title: 'Headroom estimate request',
    type: 'object',
    required: ['task', 'model', 'gpu'],
    additionalProperties: false,
    properties: {
      model: {
        description: meanings.model,
        oneOf: [
          { type: 'string' },
          {
            type: 'object',
            required: Object.keys(modelFields),
            additionalProperties: false,
            properties: modelProperties(),
          },
        ],
      },
      gpu: { description: meanings.gpu, type: 'string' },
      ...properties(fields),
      lora: {
        type: 'object',
        additionalProperties: false,
        properties: {
          rank: ruleSchema(loraFields.rank),
          targets: {
            default: loraFields.targets.default,
            oneOf: [
              { enum: loraFields.targets.values },
              { type: 'array', minItems: 1, uniqueItems: true, items: { enum: loraTargets } },
            ],
          },
        },
      },
      currency: {
        description: meanings.currency,
        type: 'string',
        pattern: currencyPattern.source,
        default: 'USD',
      },
    },
  };
}

const number: Schema = { type: 'number' };
const bytes: Schema = { type: 'integer', minimum: 0 };
const maybe: Schema = { type: ['number', 'null'] };
const text: Schema = { type: 'string' };
const params: Schema = { type: 'object', additionalProperties: { type: ['string', 'number'] } };

const object = (shape: Schema, optional: readonly string[] = []): Schema => ({
  type: 'object',
  required: Object.keys(shape).filter((name) => !optional.includes(name)),
  additionalProperties: false,
  properties: shape,
});
const list = (items: Schema): Schema => ({ type: 'array', items });

/** Schema of one answer, or of the error that a bad line gets. */
export function answerSchema(): Schema {
  const error = object({ code: text, field: text, params, allowed: text, message: text });
  const answer = object(
    {
      dataVersion: text,
      memory: object({
        unit: { const: 'bytes' },
        perGpu: object(Object.fromEntries(memoryParts.map((part) => [part, bytes]))),
        allocated: bytes,
        reserved: bytes,
        total: bytes,
        low: bytes,
        high: bytes,
        usable: bytes,
        host: bytes,
      }),
      fits: { type: 'boolean' },
      headroom: { type: 'integer' },
      speed: object({
        tokensPerSecond: number,
        low: number,
        high: number,
        boundBy: { enum: ['compute', 'memory-bandwidth', 'communication'] },
        mfu: number,
        stepSeconds: maybe,
        communicationSeconds: number,
        prefillTokensPerSecond: maybe,
        timeToFirstTokenSeconds: maybe,
      }),
      time: object({ seconds: maybe }),
      energy: object({ kwh: maybe }),
      cost: object({
        purchase: maybe,
        electricity: maybe,
        cloud: maybe,
        total: maybe,
        breakEvenHours: maybe,
        currency: text,
      }),
      support: list(
        object({ level: { enum: ['ok', 'slow', 'unsupported'] }, subject: text, code: text, params }),
      ),
      advice: list(
        object({ change: { type: 'object' }, total: bytes, fits: { type: 'boolean' }, timeFactor: number }),
      ),
      nearestMeasurements: list(
        object({
          id: text,
          kind: { enum: ['memory', 'speed'] },
          of: { enum: [...measuredFigures] },
          measured: number,
          estimated: number,
          unit: { enum: ['bytes', 'tokens/s'] },
        }),
      ),
      working: list(
        object({
          id: text,
          symbol: text,
          formula: text,
          substituted: text,
          value: number,
          unit: text,
          source: text,
        }),
      ),
    },
    ['nearestMeasurements'],
  );
  return {
    $schema: draft,
    title: 'Headroom estimate answer',
    oneOf: [answer, object({ error, otherErrors: list(error) }, ['otherErrors'])],
  };
}
