/**
 * A script for the head of each page. Whoever starts at the top of a chapter needs the rest of it later (`site.css`); to
 * come back to a place in the middle, or to follow a link within the page, takes the true height of all that lies above.
 * It stands in the page because only before the first layout does it save any.
 */
export const fromTop = `{
  const root = document.documentElement;
  if (performance.getEntriesByType('navigation')[0]?.type === 'navigate' && !location.hash) {
    root.dataset.fromTop = '';
    addEventListener('hashchange', () => {
      delete root.dataset.fromTop;
      document.querySelector(':target')?.scrollIntoView();
    }, { once: true });
  }
}`;
