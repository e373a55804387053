/** The static data that the comparison fetches: every card's values with their sources, packed. Runs at build time. */
import { cards, dataVersion, gpus, sourceById, type Gpu, type Model } from '#catalog';
import { estimate } from '#estimation';
import { isUnverified, readings } from '../card-table/cells.ts';
import { columnIds, type ColumnId, type Value } from '../card-table/columns.ts';
import { representative } from '../components/catalog/representative.ts';
import { data as estimationData } from '../components/estimation.ts';
import { exampleJob } from '../components/example-job.ts';
import { standings } from './standings.ts';

/** A card with its values in the order of `ComparisonData.columns`. */
export interface PackedCard {
  slug: string;
  name: string;
  series: string;
  segment: Gpu['segment'];
  values: Value[];
  /** Place in `standings`, by column. */
  standing: number[];
  /** Place in `sourceLists`, by column. */
  sources: number[];
  /** Columns whose value no second look has confirmed. */
  unverified: ColumnId[];
  /** Place in `models` of the largest model that fits the example job, or −1. */
  largest: number;
}

export interface ComparisonData {
  version: string;
  columns: readonly ColumnId[];
  sources: Record<string, string>;
  sourceLists: string[][];
  models: { slug: string; name: string; parameters: number }[];
  cards: PackedCard[];
  /** Other names of cards: silicon variants stand under the card they were sold as. */
  aliases: Record<string, string>;
}

/** The largest of the representative language models that the example job holds on a card. */
export function largestModel(gpu: Gpu): Model | undefined {
  return representative.findLast((model) => {
    const request = { ...exampleJob, model: model.slug, gpu: gpu.slug };
    return estimate(request, estimationData, { working: false, advice: false }).fits;
  });
}

/** Six digits say more than any source, and a third of the bytes. */
const round = (value: Value): Value => (typeof value === 'number' ? Number(value.toPrecision(6)) : value);

export function comparisonData(): ComparisonData {
  const lists: string[][] = [];
  const placeOf = new Map<string, number>();
  const list = (ids: string[]): number => {
    const key = ids.join();
    let place = placeOf.get(key);
    if (place === undefined) {
      placeOf.set(key, (place = lists.length));
      lists.push(ids);
    }
    return place;
  };
  const shown: Model[] = [];
  const packed = cards.map((gpu): PackedCard => {
    const of = <T>(record: Record<string, T>, id: ColumnId): T | undefined => {
      const { field } = readings[id];
      return record[field] ?? record[field.split('.')[0]!];
    };
    const model = largestModel(gpu);
    if (model && !shown.includes(model)) shown.push(model);
    return {
      slug: gpu.slug,
      name: gpu.name,
      series: gpu.series,
      segment: gpu.segment,
      values: columnIds.map((id) => round(readings[id].read(gpu))),
      standing: columnIds.map((id) =>
        standings.indexOf(id === 'pergb' ? 'derived' : (of(gpu.basis, id) ?? 'none')),
      ),
      sources: columnIds.map((id) => list(of(gpu.sources, id) ?? [])),
      unverified: columnIds.filter((id) => isUnverified(gpu, id)),
      largest: model ? shown.indexOf(model) : -1,
    };
  });
  const cited = [...new Set(lists.flat())];
  return {
    version: dataVersion,
    columns: columnIds,
    sources: Object.fromEntries(cited.map((id) => [id, sourceById(id)?.title ?? id])),
    sourceLists: lists,
    models: shown.map(({ slug, name, parameters }) => ({ slug, name, parameters })),
    cards: packed,
    aliases: Object.fromEntries(
      gpus.flatMap((gpu) => (gpu.variantOf ? [[gpu.slug, gpu.variantOf] as const] : [])),
    ),
  };
}
