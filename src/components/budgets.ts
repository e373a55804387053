import { type EstimateInput } from '#estimation';
import { dictionary, fill, type Lang } from '#i18n';
import { formatDate, formatGib, formatMoney, formatNumber } from '../../content/i18n/quantities.ts';
import { GIB } from '../calculators/shared/format.ts';
import { formatAnswer } from './answer.ts';
import { answerTo } from './estimation.ts';
import { requireGpu, shortName } from './spec.ts';

/** What a job takes on one budget, as a reader sees it. */
export interface Budget {
  /** Slug of the card. */
  slug: string;
  /** Card, with how many of it: `2 × RTX 3090`. */
  cards: string;
  /** Launch price of all cards together, and the month of their launch; `null` where none is known. */
  price: string | null;
  launched: string | null;
  memory: string;
  usable: string;
  /** Between which figures nine of ten such runs lie, in the unit of `memory`, which stands above it. */
  range: string;
  room: string;
  /** `tight` fits by the estimate, but its range reaches past the card. */
  verdict: 'fits' | 'tight' | 'misses';
  time: string;
  energy: string;
  electricity: string;
}

/**
 * A job on its cards. Throws where the request names no amount of work or no price of electricity: a budget without
 * them is none.
 */
export function budgetOf(request: EstimateInput, lang: Lang): Budget {
  const gpu = requireGpu(request.gpu);
  const answer = answerTo(request);
  const { guide } = dictionary(lang).site;
  const name = shortName(gpu);
  const count = request.gpuCount ?? 1;
  const { purchase, currency } = answer.cost;
  const { low, high, usable } = answer.memory;
  const verdict = !answer.fits ? 'misses' : high + (request.otherUseBytes ?? 0) > usable ? 'tight' : 'fits';
  const room = { fits: guide.spare, tight: guide.budgets.tight, misses: guide.overBy }[verdict];
  return {
    slug: gpu.slug,
    cards: count > 1 ? `${count} × ${name}` : name,
    price: purchase === null ? null : formatMoney(purchase, currency, lang),
    launched: gpu.launchDate === null ? null : formatDate(gpu.launchDate.slice(0, 'yyyy-mm'.length), lang),
    memory: formatAnswer(answer, 'total', lang),
    usable: fill(guide.budgets.ofUsable, { amount: formatAnswer(answer, 'usable', lang) }),
    range: fill(guide.budgets.range, {
      low: formatNumber(low / GIB, lang, 1, 1),
      high: formatNumber(high / GIB, lang, 1, 1),
    }),
    room: fill(room, { amount: formatGib(Math.abs(answer.headroom), lang) }),
    verdict,
    time: formatAnswer(answer, 'timeSeconds', lang),
    energy: formatAnswer(answer, 'energyKwh', lang),
    electricity: formatAnswer(answer, 'electricityCost', lang),
  };
}
