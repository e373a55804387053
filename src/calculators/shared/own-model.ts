import { modelFields, modelParts, optionalModelFields, type FieldRule } from '../../estimation/request.ts';
import { customKinds, isImageKind, type CustomModel, type ModelKind } from '../../estimation/types.ts';
import { readNumber, shorten, slug, type Field } from './codec.ts';

/** Slug that stands for the reader's own model. */
export const ownModel = 'custom';

/** What a state says about the model: one of the catalog, or the reader's own dimensions and their name. */
export interface ModelState {
  model: string;
  dimensions: CustomModel | null;
  modelName: string;
}

/** The model as a request names it. */
export function modelOf({ model, dimensions, modelName }: ModelState): string | CustomModel {
  if (model !== ownModel || !dimensions) return model;
  return modelName ? { ...dimensions, name: modelName } : dimensions;
}

/** Its name; nothing for a model of one's own without. */
export const modelName = ({ model, modelName: own }: ModelState, named: (slug: string) => string): string =>
  model === ownModel ? own : named(model);

const flag: FieldRule = { min: 0, max: 1 };

/** One letter and one number for each dimension; parts with several numbers join theirs with points. */
const letters: Record<string, [keyof CustomModel, FieldRule]> = {
  p: ['parameters', modelFields.parameters],
  l: ['layers', modelFields.layers],
  h: ['hiddenSize', modelFields.hiddenSize],
  i: ['intermediateSize', modelFields.intermediateSize],
  a: ['heads', modelFields.heads],
  k: ['kvHeads', modelFields.kvHeads],
  d: ['headDim', modelFields.headDim],
  v: ['vocabSize', modelFields.vocabSize],
  t: ['tiedEmbeddings', flag],
  g: ['gatedMlp', flag],
  x: ['kind', { min: 0, max: customKinds.length - 1 }],
  n: ['positionEmbeddings', optionalModelFields.positionEmbeddings],
  c: ['contextLength', optionalModelFields.contextLength],
  w: ['slidingWindow', optionalModelFields.slidingWindow],
  s: ['slidingLayers', optionalModelFields.slidingLayers],
};
const parts = {
  e: ['experts', modelParts.experts],
  m: ['mla', modelParts.mla],
  r: ['encoder', modelParts.encoder],
} as const;

/** Text of a field's value. `null` in a part (no compressed queries) is 0. */
const numeral = (value: unknown): string =>
  String(customKinds.includes(value as 'moe') ? customKinds.indexOf(value as 'moe') : Number(value));

function write(model: CustomModel | null): string {
  if (!model) return '';
  const simple = Object.entries(letters).flatMap(([letter, [name]]) =>
    model[name] === undefined || model[name] === null ? [] : [letter + numeral(model[name])],
  );
  const joined = Object.entries(parts).flatMap(([letter, [name, rules]]) => {
    const part = model[name] as Record<string, unknown> | null | undefined;
    return part
      ? [
          letter +
            Object.keys(rules)
              .map((key) => numeral(part[key]))
              .join('.'),
        ]
      : [];
  });
  return [...simple, ...joined].join('-');
}

const wrong = (name: string, { min, max }: FieldRule, letter: string) => ({
  code: 'out-of-range' as const,
  allowed: `${letter} (${name}): ${min}–${max}`,
});

/** Reads a list of dimensions; says of the first one that is missing or wrong what it may be. */
function read(text: string): ReturnType<Field<CustomModel | null>['read']> {
  const model: Record<string, unknown> = {};
  const given = new Map(text.split('-').map((item) => [item[0]!, item.slice(1)]));
  for (const [letter, [name, rule]] of Object.entries(letters)) {
    const item = given.get(letter);
    if (item === undefined) {
      if (name in modelFields) return wrong(name, rule, letter);
      continue;
    }
    const number = readNumber(item, { min: rule.min!, max: rule.max!, integer: true });
    if (!('value' in number)) return wrong(name, rule, letter);
    model[name] =
      rule === flag ? number.value === 1 : name === 'kind' ? customKinds[number.value] : number.value;
  }
  for (const [letter, [name, rules]] of Object.entries(parts)) {
    const items = given.get(letter)?.split('.');
    if (!items) continue;
    const part: Record<string, number | null> = {};
    for (const [at, [key, rule]] of Object.entries(rules as Record<string, FieldRule>).entries()) {
      const number = readNumber(items[at] ?? '', {
        min: rule.nullable ? 0 : rule.min!,
        max: rule.max!,
        integer: true,
      });
      if (!('value' in number)) return wrong(`${name}.${key}`, rule, letter);
      part[key] = number.value || (rule.nullable ? null : 0);
    }
    model[name] = part;
  }
  const own = model as unknown as CustomModel;
  const most = (name: string, limit: number, letter: string) => wrong(name, { min: 0, max: limit }, letter);
  const { experts, encoder, kind } = own;
  if (own.heads % own.kvHeads !== 0) return most('kvHeads', own.heads, 'k');
  if ((own.slidingLayers ?? 0) > own.layers) return most('slidingLayers', own.layers, 's');
  if (experts && experts.perToken > experts.count) return most('experts.perToken', experts.count, 'e');
  if (experts && experts.denseLayers > own.layers) return most('experts.denseLayers', own.layers, 'e');
  if (encoder && encoder.layers >= own.layers) return most('encoder.layers', own.layers - 1, 'r');
  const withEncoder = kind === 'encoder-decoder' || kind === 'speech';
  if (kind && ((kind === 'moe') !== Boolean(experts) || withEncoder !== Boolean(encoder)))
    return most('kind', customKinds.length - 1, 'x');
  if (own.vocabSize === 0 && kind !== 'vision')
    return wrong('vocabSize', { ...modelFields.vocabSize, min: 1 }, 'v');
  return { value: own };
}

/** Fields of a state that choose a model. */
export const modelStateFields = (slugs: readonly string[], fallback: string) => ({
  model: slug('model', [...slugs, ownModel], fallback),
  dimensions: { key: 'dims', fallback: null, allowed: '', read, write } as Field<CustomModel | null>,
  modelName: {
    key: 'name',
    fallback: '',
    allowed: '',
    // Signs that cannot be shown became spaces.
    read: (text) => ({ value: shorten(text.trim(), optionalModelFields.name.text / 2).trim() }),
    write: (name) => name,
  } as Field<string>,
});

/** Tokens of a sample before the reader says anything: no more than the model was made for, and of an image what it is. */
export function usualTokens(
  model: { kind?: ModelKind; contextLength?: number } | null | undefined,
  usual: number,
): number {
  const { kind = 'decoder', contextLength: limit = Infinity } = model ?? {};
  return isImageKind(kind) ? limit : Math.min(limit, usual);
}

/** A model of one's own without dimensions is none. */
export const modelConflicts = ({ model, dimensions }: ModelState) =>
  model === ownModel && !dimensions ? [{ name: 'model' as const, allowed: 'dims=…' }] : [];
