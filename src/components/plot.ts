export interface Scale {
  /** Position of a value in the picture. */
  at: (value: number) => number;
  ticks: number[];
}

export interface ScaleOptions {
  logarithmic: boolean;
  /** Ticks at whole numbers only (years). */
  integers: boolean;
  fromZero: boolean;
}

/** A linear or logarithmic axis over the values, with about six round ticks. `from` and `to` are picture positions. */
export function niceTicks(values: readonly number[], from: number, to: number, options: ScaleOptions): Scale {
  const least = Math.min(...values);
  const most = Math.max(...values);
  if (options.logarithmic) {
    const low = Math.log10(least * 0.9);
    const high = Math.log10(most * 1.12);
    const at = (value: number) => from + ((Math.log10(value) - low) / (high - low)) * (to - from);
    const ticks = [];
    for (let power = Math.floor(low); power <= high; power++) {
      for (const step of [1, 2, 5]) {
        const value = step * 10 ** power;
        if (Math.log10(value) >= low && Math.log10(value) <= high) ticks.push(value);
      }
    }
    return { at, ticks };
  }
  const low = options.fromZero ? 0 : options.integers ? Math.floor(least) : least;
  const high = options.integers ? Math.ceil(most) : most * 1.06;
  const step = roundStep((high - low) / 6, options.integers);
  const at = (value: number) => from + ((value - low) / (high - low)) * (to - from);
  const ticks = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) ticks.push(value);
  return { at, ticks };
}

function roundStep(rough: number, integers: boolean): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  return integers ? Math.max(1, Math.round(step)) : step;
}
