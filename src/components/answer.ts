import { memoryParts, type EstimateAnswer, type MemoryPart } from '#estimation';
import { dictionary, type Lang } from '#i18n';
import {
  formatDuration,
  formatGib,
  formatMoney,
  formatNumber,
  formatPercent,
  formatTokensPerSecond,
} from '../../content/i18n/quantities.ts';

/** What a chapter can show of an answer. */
export type Shown =
  | MemoryPart
  | 'total'
  | 'allocated'
  | 'reserved'
  | 'usable'
  | 'headroom'
  | 'fits'
  | 'tokensPerSecond'
  | 'stepSeconds'
  | 'mfu'
  | 'timeSeconds'
  | 'energyKwh'
  | 'electricityCost'
  | 'prefillTokensPerSecond'
  | 'timeToFirstTokenSeconds';

/** One figure of an answer with its unit. Throws where the request doesn't ask for the figure. */
export function formatAnswer(answer: EstimateAnswer, show: Shown, lang: Lang): string {
  const { memory, speed } = answer;
  const needed = (value: number | null): number => {
    if (value === null)
      throw new Error(`The request has no ${show}: does it give tokens, samples or a price?`);
    return value;
  };
  switch (show) {
    case 'total':
    case 'allocated':
    case 'reserved':
    case 'usable':
      return formatGib(memory[show], lang);
    case 'headroom':
      return formatGib(Math.abs(answer.headroom), lang);
    case 'fits': {
      const { guide } = dictionary(lang).site;
      return answer.fits ? guide.yes : guide.no;
    }
    case 'tokensPerSecond':
      return formatTokensPerSecond(speed.tokensPerSecond, lang);
    case 'stepSeconds':
      return formatDuration(needed(speed.stepSeconds), lang);
    case 'mfu':
      return formatPercent(speed.mfu, lang, 0);
    case 'timeSeconds':
      return formatDuration(needed(answer.time.seconds), lang);
    case 'energyKwh': {
      const kwh = needed(answer.energy.kwh);
      // Small enough that a tenth more or less would show in the price beside it.
      return `${formatNumber(kwh, lang, kwh < 10 ? 2 : 1)} kWh`;
    }
    case 'electricityCost':
      return formatMoney(needed(answer.cost.electricity), answer.cost.currency, lang);
    case 'prefillTokensPerSecond':
      return formatTokensPerSecond(needed(speed.prefillTokensPerSecond), lang);
    case 'timeToFirstTokenSeconds':
      return formatDuration(needed(speed.timeToFirstTokenSeconds), lang);
    default:
      if (!memoryParts.includes(show))
        throw new Error(`Nothing named "${show satisfies MemoryPart}" in an answer`);
      return formatGib(memory.perGpu[show], lang);
  }
}
