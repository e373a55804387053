/**
 * A script for the head of a chapter. Whoever starts at the top of a chapter needs the rest of it later (`site.css`); to
 * come back to a place in the middle takes the true height of all that lies above. It stands in the page because only
 * before the first layout does it save any. `toc.ts` takes it back for links within the page.
 */
export const fromTop = `
  if (performance.getEntriesByType('navigation')[0]?.type === 'navigate' && !location.hash)
    document.documentElement.dataset.fromTop = '';
`;
