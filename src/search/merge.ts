import type { Kind } from './kinds.ts';

/** One page that Pagefind found for one term. */
export interface TermHit {
  id: string;
  score: number;
}

export interface MergedHit {
  id: string;
  score: number;
  /** Terms that found the page, the one with the highest score first. */
  terms: string[];
}

/**
 * Merges the hits of several terms into one order. Pagefind's scores already weigh rare words more (BM25), so they
 * add up; the share of the question's terms that a page holds counts once more, because a page that answers the
 * whole question is better than one that repeats a single word.
 */
export function mergeHits(hitsByTerm: ReadonlyMap<string, readonly TermHit[]>): MergedHit[] {
  const pages = new Map<string, { total: number; byTerm: { term: string; score: number }[] }>();
  for (const [term, hits] of hitsByTerm) {
    for (const { id, score } of hits) {
      const page = pages.get(id) ?? { total: 0, byTerm: [] };
      page.total += score;
      page.byTerm.push({ term, score });
      pages.set(id, page);
    }
  }
  const asked = hitsByTerm.size;
  return [...pages]
    .map(([id, { total, byTerm }]) => ({
      id,
      score: total * (byTerm.length / asked),
      terms: byTerm.sort((a, b) => b.score - a.score).map(({ term }) => term),
    }))
    .sort((a, b) => b.score - a.score || a.id.localeCompare(b.id));
}

export interface Found extends MergedHit {
  kind: Kind | undefined;
}

/** What the text is worth beside the name: a page that is named by the whole question has 1.9. */
const textWorth = 0.7;

/** Below this, sharing a name's word says nothing: every card is a GeForce. */
const leastNamed = 0.3;

/** What it is worth to be of the kind that is asked for: less than a name. */
const favour = 0.25;

/** A list holds every word of what it lists. */
const listsBehind = 0.3;

/**
 * The order of the pages found: how well the question names them, and how well their text answers it beside the best.
 * @param named by page, how well the question names it (`Names.match`)
 * @param favoured the kind that answers a question of this form
 * @param first pages of this kind come before all others
 */
export function rank({
  hits,
  named,
  kindOf,
  favoured,
  first,
}: {
  hits: readonly MergedHit[];
  named: ReadonlyMap<string, number>;
  kindOf: (id: string) => Kind | undefined;
  favoured?: Kind | undefined;
  first?: string | undefined;
}): Found[] {
  const best = hits[0]?.score ?? 1;
  const inText = new Map(hits.map((hit) => [hit.id, hit]));
  const ids = [
    ...inText.keys(),
    ...[...named.keys()].filter((id) => !inText.has(id) && named.get(id)! >= leastNamed),
  ];
  return ids
    .map((id) => {
      const kind = kindOf(id);
      const { score = 0, terms = [] } = inText.get(id) ?? {};
      const ahead = kind === 'tool' ? -listsBehind : kind !== undefined && kind === favoured ? favour : 0;
      return { id, kind, terms, score: (named.get(id) ?? 0) + textWorth * (score / best) + ahead };
    })
    .sort(
      (a, b) =>
        Number(b.kind === first) - Number(a.kind === first) || b.score - a.score || a.id.localeCompare(b.id),
    );
}
