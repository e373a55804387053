import { describe, expect, it } from 'vitest';
import { dataVersion, gpus, measurements, modelsOfKind } from '../../catalog/index.ts';
import { modelKinds, estimate, nearestMeasurements, requestOf } from '../../src/estimation/index.ts';

const data = { version: dataVersion, gpus, models: modelsOfKind(...modelKinds) };
const GIB = 2 ** 30;

describe('eleven published runs on an RTX 4080', () => {
  const rows = measurements.filter(({ id }) => id.startsWith('canifinetune-rtx4080-'));
  const scored = rows.map((row) => {
    const { memory, speed } = estimate(requestOf(row, data), data, { working: false, advice: false });
    return { row, memory, speed, error: memory.allocated / row.allocatedBytes! - 1 };
  });

  it('are all there', () => expect(rows).toHaveLength(11));

  it('have their allocated memory estimated to 2 % on average', () => {
    for (const { row, memory, error } of scored) {
      console.log(
        `${row.id}  measured ${(row.allocatedBytes! / GIB).toFixed(2)} GiB  estimated ` +
          `${(memory.allocated / GIB).toFixed(2)} GiB  error ${(100 * error).toFixed(2)} %`,
      );
    }
    const mean = scored.reduce((sum, { error }) => sum + Math.abs(error), 0) / scored.length;
    console.log(`mean absolute error ${(100 * mean).toFixed(2)} %`);
    expect(mean).toBeLessThanOrEqual(0.02);
  });

  it('lie, with the allocator slack they had, within the stated range', () => {
    for (const { row, memory } of scored) {
      const process = row.reservedBytes! + 140.875 * 2 ** 20;
      expect(process, row.id).toBeGreaterThanOrEqual(memory.low);
      expect(process, row.id).toBeLessThanOrEqual(memory.high);
    }
  });

  it('have their speed within a factor of two, and within the stated range', () => {
    for (const { row, speed } of scored) {
      const ratio = speed.tokensPerSecond / row.tokensPerSecond!;
      expect(ratio, row.id).toBeGreaterThan(0.5);
      expect(ratio, row.id).toBeLessThan(2);
      expect(row.tokensPerSecond!, row.id).toBeGreaterThanOrEqual(speed.low);
      expect(row.tokensPerSecond!, row.id).toBeLessThanOrEqual(speed.high);
    }
  });

  it('find themselves as the nearest measurement', () => {
    for (const { row, memory } of scored) {
      const request = requestOf(row, data);
      const answer = estimate(request, data, { working: false, advice: false });
      const [nearest] = nearestMeasurements(request, answer, measurements, data);
      expect(nearest).toEqual({ id: row.id, measured: row.allocatedBytes, estimated: memory.allocated });
    }
  });

  it('say nothing about inference', () => {
    const answer = estimate({ task: 'inference', model: 'qwen2.5-7b', gpu: 'rtx-4080' }, data);
    const request = { ...requestOf(rows[0]!, data), task: 'inference' as const };
    expect(nearestMeasurements(request, answer, measurements, data)).toEqual([]);
  });
});
