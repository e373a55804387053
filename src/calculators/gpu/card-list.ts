import { readNumber, type Field, type NumberRange } from '../shared/codec.ts';

/** How many cards a list takes, and what may stand behind each: a number in `range`, `implied` where none is written. */
interface CardListRules {
  range: NumberRange;
  implied?: number;
  most: number;
}

/** Text of a list: `rtx-3060-12gb:2,rtx-3090`. */
export const writeCards = (cards: Iterable<readonly [string, number]>, implied?: number): string =>
  [...cards].map(([card, amount]) => (amount === implied ? card : `${card}:${amount}`)).join();

/** The cards of a list that a codec has let through, each with its number, in their order. */
export const readCards = (text: string, implied = 1): [slug: string, amount: number][] =>
  (text ? text.split(',') : []).map((item) => {
    const [card, amount] = item.split(':');
    return [card!, amount === undefined ? implied : Number(amount)];
  });

/** Cards of the catalog, each with a number, as one value of the query string. A card named twice counts as last named. */
export function cardList(
  key: string,
  slugs: readonly string[],
  { range, implied, most }: CardListRules,
): Field<string> {
  const known = new Set(slugs);
  const allowed = `slug:${range.min}–${range.max}`;
  return {
    key,
    fallback: '',
    allowed,
    read: (text) => {
      const found = new Map<string, number>();
      for (const item of text ? text.split(',') : []) {
        const [card, amount, more] = item.split(':');
        if (!known.has(card!)) return { code: 'not-in-catalog' };
        if (more !== undefined) return { code: 'not-a-number' };
        if (amount === undefined && implied !== undefined) found.set(card!, implied);
        else {
          const number = readNumber(amount ?? '', range);
          if (!('value' in number)) return number;
          found.set(card!, number.value);
        }
      }
      if (found.size > most) return { code: 'out-of-range', allowed: `≤ ${most}` };
      return { value: writeCards(found, implied) };
    },
    write: (value) => value,
  };
}

/** A list with one card's number set, or the card taken out of it. */
export function withCard(text: string, slug: string, amount: number | null, implied = 1): string {
  const cards = new Map(readCards(text, implied));
  if (amount === null) cards.delete(slug);
  else cards.set(slug, amount);
  return writeCards(cards, implied);
}
