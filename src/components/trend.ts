import type { Gpu } from '#catalog';
import { dictionary, type Lang } from '#i18n';
import { formatMoney, formatSignificant } from '../../content/i18n/quantities.ts';
import { formatGpuValue, gpuUnit, gpuValue, type GpuField } from './spec.ts';

/** A property of cards, or one property for each unit of another: price per GB, rate per watt. */
export interface Quantity {
  field: GpuField;
  per?: GpuField;
}

/** Year of an ISO date with its month as a fraction: `2018-07` is 2018.5. */
export function yearOf(iso: string): number {
  const [year = 0, month = 1] = iso.split('-').map(Number);
  return year + (month - 1) / 12;
}

/** TFLOPS for each GB/s are thousands of operations for each byte. */
const operationsPerByte = 1000;

function isOperationsPerByte({ field, per }: Quantity): boolean {
  return gpuUnit(field) === 'TFLOPS' && per !== undefined && gpuUnit(per) === 'GB/s';
}

/** Value of a quantity on a card; `null` where the card lacks one of its parts. */
export function quantityOf(gpu: Gpu, quantity: Quantity): number | null {
  const value = gpuValue(gpu, quantity.field);
  if (typeof value !== 'number' || value <= 0) return null;
  if (quantity.per === undefined) return value;
  const divisor = gpuValue(gpu, quantity.per);
  if (typeof divisor !== 'number' || divisor <= 0) return null;
  return (value / divisor) * (isOperationsPerByte(quantity) ? operationsPerByte : 1);
}

export function quantityUnit(quantity: Quantity): string {
  const { field, per } = quantity;
  if (isOperationsPerByte(quantity)) return 'FLOP/byte';
  const unit = field === 'launchPriceUsd' ? 'USD' : (gpuUnit(field) ?? '');
  return per === undefined ? unit : `${unit}/${gpuUnit(per) ?? ''}`;
}

export function quantityName({ field, per }: Quantity, lang: Lang): string {
  const names: Record<string, string> = dictionary(lang).site.fields;
  const name = (one: GpuField) => names[one] ?? one;
  return per === undefined ? name(field) : `${name(field)} / ${name(per)}`;
}

/** A quantity of a card with its unit, a quotient to three figures; `—` where the card has none. */
export function formatQuantity(gpu: Gpu, quantity: Quantity, lang: Lang): string {
  const value = quantityOf(gpu, quantity);
  if (value === null) return '—';
  if (quantity.per === undefined) return formatGpuValue(gpu, quantity.field, lang);
  if (quantity.field === 'launchPriceUsd')
    return `${formatMoney(Math.round(value), 'USD', lang)}/${gpuUnit(quantity.per) ?? ''}`;
  const unit = quantityUnit(quantity);
  return `${formatSignificant(value, lang, 3)}${unit ? ` ${unit}` : ''}`;
}

/** Launch and value of the cards that have both, in the order of the cards. */
export function trendPoints(
  cards: readonly Gpu[],
  quantity: Quantity,
): { gpu: Gpu; year: number; value: number }[] {
  return cards.flatMap((gpu) => {
    const value = quantityOf(gpu, quantity);
    return gpu.launchDate === null || value === null ? [] : [{ gpu, year: yearOf(gpu.launchDate), value }];
  });
}

/**
 * Years in which a quantity doubles: least squares of its binary logarithm on the year of launch. Negative where it
 * halves instead, infinite where it stays.
 * @throws {Error} with fewer than two points.
 */
export function doublingYears(points: readonly { year: number; value: number }[]): number {
  if (points.length < 2) throw new Error(`A trend needs two points, here are ${points.length}`);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const year = mean(points.map((point) => point.year));
  const logarithm = mean(points.map((point) => Math.log2(point.value)));
  let covariance = 0;
  let variance = 0;
  for (const point of points) {
    covariance += (point.year - year) * (Math.log2(point.value) - logarithm);
    variance += (point.year - year) ** 2;
  }
  return variance / covariance;
}

/** Years in which a quantity grows by the factor if it goes on doubling as the points did. */
export function yearsToGrow(points: readonly { year: number; value: number }[], factor: number): number {
  return Math.log2(factor) * doublingYears(points);
}
