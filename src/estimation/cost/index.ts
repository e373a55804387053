import type { EstimateAnswer, EstimateRequest, EstimationGpu } from '../types.ts';

/**
 * Time, energy and money of the whole job. Energy takes the board power limit for the whole time, an upper bound.
 * `null` where the request names no amount of work or no price; amounts are in the request's currency.
 */
export function costOf(
  request: EstimateRequest,
  gpu: EstimationGpu,
  tokensPerSecond: number,
): Pick<EstimateAnswer, 'time' | 'energy' | 'cost'> {
  const tokens =
    request.tokens ?? (request.samples === null ? null : request.samples * request.sequenceLength);
  const seconds = tokens === null ? null : tokens / tokensPerSecond;
  const kwh = seconds === null ? null : (gpu.tdpW * request.gpuCount * seconds) / 3.6e6;
  // The launch price is in dollars and is never converted.
  const price = request.gpuPrice ?? (request.currency === 'USD' ? gpu.launchPriceUsd : null);
  const purchase = price === null ? null : price * request.gpuCount;
  const times = (amount: number | null, rate: number | null): number | null =>
    amount === null || rate === null ? null : amount * rate;
  const electricity = times(kwh, request.electricityPricePerKwh);
  const cloud = times(
    seconds === null ? null : (seconds / 3600) * request.gpuCount,
    request.cloudPricePerHour,
  );
  return {
    time: { seconds },
    energy: { kwh },
    cost: {
      purchase,
      electricity,
      cloud,
      // A rented card costs the rent; an owned one its price and its electricity.
      total: cloud ?? (purchase === null ? null : purchase + (electricity ?? 0)),
      currency: request.currency,
    },
  };
}
