import type { EstimateAnswer, EstimateRequest, EstimationGpu } from '../types.ts';

/** Joules in one kilowatt-hour: 1000 W for 3600 s. */
const joulesPerKwh = 3.6e6;
const secondsPerHour = 3600;

/**
 * Tokens of the whole job; `null` where the request names no amount. A sample that is not packed is padded, so it costs
 * a whole sequence.
 */
function tokensOf(request: EstimateRequest): number | null {
  const { tokens, samples, sequenceLength } = request;
  if (tokens !== null || samples === null) return tokens;
  if (request.task === 'inference') return samples * request.contextLength;
  return samples * (request.packing ? (request.meanSampleTokens ?? sequenceLength) : sequenceLength);
}

/** Product of two amounts, of which either may be unknown. */
const times = (amount: number | null, rate: number | null): number | null =>
  amount === null || rate === null ? null : amount * rate;

/**
 * Time (s), energy (kWh) and money of the whole job on all its cards. Energy takes the board power limit of every card
 * for the whole time, an upper bound. `null` where the request names no amount of work or no price; amounts are in the
 * request's currency. `breakEvenHours` solves price = hours · (rent − board power · price of electricity) for one card,
 * so it holds for any number of them.
 */
export function costOf(
  request: EstimateRequest,
  gpu: EstimationGpu,
  tokensPerSecond: number,
): Pick<EstimateAnswer, 'time' | 'energy' | 'cost'> {
  const { gpuCount, cloudPricePerHour, electricityPricePerKwh } = request;
  const tokens = tokensOf(request);
  const seconds = tokens === null ? null : tokens / tokensPerSecond;
  const kwh = seconds === null ? null : (gpu.tdpW * gpuCount * seconds) / joulesPerKwh;
  // The launch price is in dollars and is never converted.
  const price = request.gpuPrice ?? (request.currency === 'USD' ? gpu.launchPriceUsd : null);
  const purchase = times(price, gpuCount);
  const electricity = times(kwh, electricityPricePerKwh);
  const cloud = times(seconds === null ? null : (seconds / secondsPerHour) * gpuCount, cloudPricePerHour);
  const saved =
    cloudPricePerHour === null ? 0 : cloudPricePerHour - (gpu.tdpW / 1000) * (electricityPricePerKwh ?? 0);
  return {
    time: { seconds },
    energy: { kwh },
    cost: {
      purchase,
      electricity,
      cloud,
      // A rented card costs the rent; an owned one its price and its electricity.
      total: cloud ?? (purchase === null ? null : purchase + (electricity ?? 0)),
      breakEvenHours: price === null || saved <= 0 ? null : price / saved,
      currency: request.currency,
    },
  };
}
