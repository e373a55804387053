import { gpuBySlug, modelBySlug, sourceById, type Gpu, type Model, type ModelField } from '#catalog';
import { dictionary, fill, type Lang } from '#i18n';
import {
  formatDate,
  formatGib,
  formatMoney,
  formatNumber,
  formatParameters,
} from '../../content/i18n/quantities.ts';

type TensorField = `tensor.${keyof NonNullable<Gpu['tensor']> & string}`;
export type GpuField =
  Exclude<keyof Gpu & string, 'tensor' | 'sources' | 'basis' | 'disagreements'> | TensorField;
export type { ModelField };

export function requireGpu(slug: string): Gpu {
  const gpu = gpuBySlug(slug);
  if (!gpu) throw new Error(`No card "${slug}" in the catalog`);
  return gpu;
}

export function requireModel(slug: string): Model {
  const model = modelBySlug(slug);
  if (!model) throw new Error(`No model "${slug}" in the catalog`);
  return model;
}

export function gpuValue(gpu: Gpu, field: GpuField): unknown {
  const [head, tail] = field.split('.');
  if (head === 'tensor') return gpu.tensor?.[tail as keyof NonNullable<Gpu['tensor']>] ?? null;
  return gpu[field as keyof Gpu];
}

const gpuUnits: Partial<Record<GpuField, string>> = {
  memoryGb: 'GB',
  memoryBandwidthGbps: 'GB/s',
  memoryBusBits: 'bit',
  memoryDataRateGbps: 'Gbit/s',
  boostClockMhz: 'MHz',
  boostClockRangeMhz: 'MHz',
  baseClockMhz: 'MHz',
  baseClockRangeMhz: 'MHz',
  tensorClockMhz: 'MHz',
  tdpW: 'W',
  tgpRangeW: 'W',
  fp32Tflops: 'TFLOPS',
  fp32TflopsRange: 'TFLOPS',
  fp16Tflops: 'TFLOPS',
  fp64Tflops: 'TFLOPS',
  'tensor.fp16Acc16': 'TFLOPS',
  'tensor.fp16Acc32': 'TFLOPS',
  'tensor.bf16': 'TFLOPS',
  'tensor.tf32': 'TFLOPS',
  'tensor.fp8Acc16': 'TFLOPS',
  'tensor.fp8Acc32': 'TFLOPS',
  'tensor.int8': 'TOPS',
  'tensor.fp4': 'TOPS',
  l2CacheMb: 'MB',
};

/** Unit of a card's property; none for counts, names and dates. */
export function gpuUnit(field: GpuField): string | undefined {
  return gpuUnits[field];
}

/** A card's value as a reader sees it, unit included; `—` where the card has none. */
export function formatGpuValue(gpu: Gpu, field: GpuField, lang: Lang): string {
  const value = gpuValue(gpu, field);
  const { site } = dictionary(lang);
  if (field === 'launchPriceUsd') {
    return typeof value === 'number' ? formatMoney(value, 'USD', lang) : site.guide.noPrice;
  }
  if (field === 'launchPriceOther') {
    const price = gpu.launchPriceOther;
    return price ? formatMoney(price.amount, price.currency, lang) : site.guide.noPrice;
  }
  if (field === 'usableBytes') return formatGib(gpu.usableBytes, lang);
  if (field === 'computeCapability') return gpu.computeCapability.toFixed(1);
  if (field === 'pcieGen' && gpu.pcieGen !== null)
    return `${gpu.pcieGen}.0${gpu.pcieLanes ? ` ×${gpu.pcieLanes}` : ''}`;
  if (field === 'launchDate') return typeof value === 'string' ? formatDate(value, lang) : '—';
  if (typeof value === 'number') {
    const unit = gpuUnits[field];
    const digits = unit === 'TFLOPS' && value < 100 ? 1 : Number.isInteger(value) ? 0 : 1;
    return `${formatNumber(value, lang, digits)}${unit ? ` ${unit}` : ''}`;
  }
  if (Array.isArray(value)) return formatRange(value as number[], gpuUnits[field] ?? '', lang);
  if (typeof value === 'boolean') return value ? site.values.yes : site.values.no;
  return value === null || value === undefined ? '—' : String(value);
}

/** What laptop makers choose from, with its unit: `80 to 150 W`. */
function formatRange(range: readonly number[], unit: string, lang: Lang): string {
  const [low, high] = range.map((value) => formatNumber(value, lang, unit === 'TFLOPS' ? 1 : 0));
  return `${fill(dictionary(lang).catalogPages.card.spec.range, { low: low!, high: high! })} ${unit}`;
}

/** A model's value as a reader sees it. */
export function formatModelValue(model: Model, field: ModelField, lang: Lang): string {
  const value = (model as Partial<Record<ModelField, unknown>>)[field];
  const { site } = dictionary(lang);
  if (typeof value === 'number')
    return field === 'parameters' || field === 'activeParameters'
      ? formatParameters(value, lang)
      : formatNumber(value, lang);
  if (typeof value === 'boolean') return value ? site.values.yes : site.values.no;
  return value === null || value === undefined ? '—' : String(value);
}

/** Where a value comes from, in one line for a tooltip: source titles, or the rule's name. */
export function sourceLine(record: Gpu | Model, field: string, lang: Lang): string {
  const { site } = dictionary(lang);
  const [head] = field.split('.');
  const ids = record.sources[field] ?? record.sources[head ?? field] ?? record.sources['default'] ?? [];
  const titles = ids.map((id) => sourceById(id)?.title ?? id).join('; ');
  const basis = 'basis' in record ? (record.basis[field] ?? record.basis[head ?? field]) : undefined;
  const date =
    /^launchPrice/.test(field) && 'launchDate' in record && record.launchDate
      ? fill(site.guide.launched, { date: formatDate(record.launchDate, lang) })
      : '';
  return [date, basis === 'derived' ? site.values.derived : '', titles].filter(Boolean).join(' · ');
}

/** A card's name in a text about GeForce cards, which all begin alike. */
export const shortName = ({ name }: Gpu): string => name.replace(/^GeForce /, '');
