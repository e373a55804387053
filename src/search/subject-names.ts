/** Other names of cards and models, for the search. At build only: they come to the browser with the index. */
import type { Gpu, Model } from '#catalog';
import { defaultLang, type Lang } from '../../content/i18n/languages.ts';
import { compact } from './words.ts';

/** What a machine or a card is sold or spoken of as, where its name doesn't say it. */
const otherCardNames: Record<string, readonly string[]> = {
  gb10: ['DGX Spark'],
  'titan-x-pascal': ['Titan X'],
};

/** Parts of a name that tell versions of one card apart: memory, board, generation. */
const versions =
  /\b(?:\d+\s*GB|GDDR\w+|PCIe|SXM\d?|NVL|FHHL|(?:Ada )?Generation|Blackwell|Workstation Edition)\b/gi;

const plainName = (name: string) => name.replace(versions, ' ').replace(/\s+/g, ' ').trim();

const groups = new WeakMap<readonly Gpu[], ReadonlyMap<string, Gpu[]>>();

/** The cards of each name without memory and board. Sorted out once a list: each card's page asks for its own. */
function byPlainName(cards: readonly Gpu[]): ReadonlyMap<string, Gpu[]> {
  let known = groups.get(cards);
  if (!known) {
    known = Map.groupBy(cards, ({ name }) => compact(plainName(name)));
    groups.set(cards, known);
  }
  return known;
}

/**
 * What a card is called besides its full name. A name without memory and board belongs to the largest of those that
 * share it: an RTX 3060 is the one with 12 GB, an A100 either of those with 80.
 */
export function cardNames(gpu: Gpu, cards: readonly Gpu[]): string[] {
  const plain = plainName(gpu.name);
  const short = compact(plain);
  const sharing = (byPlainName(cards).get(short) ?? []).filter(({ slug }) => slug !== gpu.slug);
  const main =
    !sharing.some(({ name }) => compact(name) === short) &&
    sharing.every(({ memoryGb }) => memoryGb <= gpu.memoryGb);
  return [...(plain !== gpu.name && main ? [plain] : []), ...(otherCardNames[gpu.slug] ?? []), gpu.slug];
}

/** Makers' Chinese names for their families of models, by the family's name without its number. */
const chineseFamilies: Record<string, readonly string[]> = {
  Qwen: ['千问', '通义千问'],
  Baichuan: ['百川'],
  GLM: ['智谱GLM', '智谱'],
  InternLM: ['书生浦语'],
  DeepSeek: ['深度求索'],
  Yi: ['零一万物'],
};

/** The same models under the names that pictures are made with. */
const otherModelNames: Record<string, readonly string[]> = {
  'sdxl-base-unet': ['SDXL', 'Stable Diffusion XL'],
  'sd-1.5-unet': ['Stable Diffusion 1.5', 'SD 1.5'],
};

export function modelNames(model: Model, lang: Lang): string[] {
  const published = model.huggingFaceId?.split('/').at(-1);
  const family = /^[A-Za-z]+/.exec(model.family)?.[0] ?? '';
  const chinese = (lang === defaultLang ? [] : (chineseFamilies[family] ?? [])).map((name) =>
    model.name.toLowerCase().includes(family.toLowerCase())
      ? model.name.replace(new RegExp(`^.*?${family}`, 'i'), name)
      : name,
  );
  return [
    ...new Set([
      model.slug,
      ...(published ? [published] : []),
      ...(otherModelNames[model.slug] ?? []),
      ...chinese,
    ]),
  ];
}
