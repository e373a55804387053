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
