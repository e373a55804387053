/**
 * The table of contents that marks where the reader is, in the place of Starlight's: that one looks for headings around
 * every element of the page, which takes a phone a third of a second on a long chapter.
 */

/** Where a heading counts as reached: what lies in this upper share of the window is being read. */
const reached = 0.3;

export class StarlightTOC extends HTMLElement {
  #current = this.querySelector<HTMLAnchorElement>('a[aria-current="true"]');

  protected set current(link: HTMLAnchorElement) {
    if (link === this.#current) return;
    this.#current?.removeAttribute('aria-current');
    link.setAttribute('aria-current', 'true');
    this.#current = link;
  }

  connectedCallback() {
    const links = new Map<Element, HTMLAnchorElement>();
    for (const link of this.querySelectorAll('a')) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    }
    const inOrder = [...links];
    const passed = new Set<Element>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting) passed.add(target);
          else passed.delete(target);
        }
        const last = inOrder.findLast(([heading]) => passed.has(heading)) ?? inOrder[0];
        if (last) this.current = last[1];
      },
      // Everything above the line, however far the reader has gone past it.
      { rootMargin: `1000000px 0px -${100 * (1 - reached)}%` },
    );
    for (const heading of links.keys()) observer.observe(heading);
  }
}

customElements.define('starlight-toc', StarlightTOC);

// A link within the page needs the true height of what lies between, which `from-top.ts` left out.
addEventListener(
  'hashchange',
  () => {
    delete document.documentElement.dataset['fromTop'];
    document.querySelector(':target')?.scrollIntoView();
  },
  { once: true },
);
