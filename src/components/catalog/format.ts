import { sourceById, type Gpu, type Source } from '#catalog';
import { dictionary, fill, type Lang } from '#i18n';
import { formatDate, formatMoney, formatNumber } from '../../../content/i18n/quantities.ts';
import { requireSource } from '../guide/cited.ts';
import type { Reported } from '../report.ts';
import { formatGpuValue, gpuValue, type GpuField } from '../spec.ts';
import { gpuEvidence, type Evidence, type Mark } from './evidence.ts';

/** Name of a field in the reader's language. */
export function fieldName(field: string, lang: Lang): string {
  const { site, catalogPages } = dictionary(lang);
  const names: Record<string, string> = { ...site.fields, ...catalogPages.fields };
  return names[field] ?? field;
}

const known = <T>(value: T | null, format: (value: T) => string): string | null =>
  value === null ? null : format(value);

/** A card's value as its page shows it; `null` where the card has nothing to say under this name. */
export function formatFact(gpu: Gpu, field: GpuField, lang: Lang): string | null {
  const { spec, markets } = dictionary(lang).catalogPages.card;
  switch (field) {
    case 'nvlink':
      return gpu.nvlink
        ? fill(spec.both, { value: `${formatNumber(gpu.nvlink.totalBidirectionalGbps, lang, 1)} GB/s` })
        : spec.none;
    case 'memoryDataRateGbps':
      return known(gpu.memoryDataRateGbps, (rate) => `${formatNumber(rate, lang, 3)} Gbit/s`);
    case 'launchPriceUsd':
      return gpu.launchPriceUsd !== null
        ? formatGpuValue(gpu, field, lang)
        : gpu.segment === 'laptop'
          ? spec.noPrice.laptop
          : spec.noPrice[gpu.market];
    case 'market':
      return gpu.market === 'retail' ? null : markets[gpu.market];
    case 'foundersEditionPriceUsd':
      return known(gpu.foundersEditionPriceUsd, (price) => formatMoney(price, 'USD', lang));
    case 'launchPriceOther':
      return known(gpu.launchPriceOther, () => {
        const price = formatGpuValue(gpu, field, lang);
        return gpu.launchDate ? fill(spec.onDate, { price, date: formatDate(gpu.launchDate, lang) }) : price;
      });
    case 'tensorClockMhz':
    case 'tensorCoreGen':
      return known(gpu[field], () => formatGpuValue(gpu, field, lang));
    case 'tensorCores':
    case 'rtCores':
      return gpu[field] === 0 ? spec.none : formatGpuValue(gpu, field, lang);
    case 'pcieGen':
      return known(gpu.pcieGen, () => formatGpuValue(gpu, field, lang));
    default: {
      const shown = formatGpuValue(gpu, field, lang);
      return shown === '—' ? null : shown;
    }
  }
}

/** Numbers the sources of one page in the order in which its values cite them. */
export class SourceNumbers {
  readonly ids: string[] = [];

  of(ids: readonly string[]): { number: number; source: Source }[] {
    return ids.map((id) => {
      if (!this.ids.includes(id)) this.ids.push(id);
      return { number: this.ids.indexOf(id) + 1, source: requireSource(id) };
    });
  }
}

/** Gives numbers to the sources that disagree; pages call it before they print their list of sources. */
export function numberDoubts(doubts: Gpu['disagreements'], numbers: SourceNumbers): void {
  for (const { values } of doubts) numbers.of(Object.keys(values).filter((id) => sourceById(id)));
}

/** One value of a page with all that its mark says about it. */
export interface Fact {
  field: string;
  label: string;
  shown: string;
  evidence: Evidence;
  sources: { number: number; source: Source }[];
  report: Reported;
  kept: string | undefined;
  /** The card has no such thing, or none is known: there is nothing whose source a mark could show. */
  absent: boolean;
}

/** A value of a card, ready to be shown with its mark; `null` where the card has none. */
export function gpuFact(gpu: Gpu, field: GpuField, lang: Lang, numbers: SourceNumbers): Fact | null {
  const shown = formatFact(gpu, field, lang);
  if (shown === null) return null;
  const evidence = gpuEvidence(gpu, field, lang);
  const label = fieldName(field, lang);
  return {
    field,
    label,
    shown,
    evidence,
    sources: numbers.of(evidence.sourceIds),
    report: { name: gpu.name, slug: gpu.slug, field: { key: field, label }, shown },
    kept: evidence.disagreement ? shown : undefined,
    absent: evidence.mark === 'none' && !gpuValue(gpu, field),
  };
}

/** The marks that stand on a page, in the order of its legend. */
export function marksOf(facts: readonly (Fact | null | undefined)[]): Mark[] {
  const used = new Set(facts.flatMap((fact) => (fact && !fact.absent ? [fact.evidence.mark] : [])));
  const order: readonly Mark[] = ['official', 'quoted', 'secondary', 'read', 'derived', 'none'];
  return order.filter((mark) => used.has(mark));
}
