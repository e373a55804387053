const counts = new Map<string, number>();

/** A number not yet given out on this page: one term or figure may stand on a page twice, and each needs its own id. */
export function nextOnPage(pathname: string): number {
  const next = (counts.get(pathname) ?? 0) + 1;
  counts.set(pathname, next);
  return next;
}
