import type { ClientDirective } from 'astro';

const signs = ['pointermove', 'pointerdown', 'focusin', 'keydown'] as const;

/** A browser sends such a movement of its own when a page appears under a pointer that rests. */
const byNothing = ({ movementX, movementY }: PointerEvent) => movementX === 0 && movementY === 0;

/**
 * `client:touch`: an island that comes alive when a reader reaches for it, or at once where the address carries a state
 * that the server's answer is not for. A widget is read far more often than it is turned, and stands on a page that has
 * scripts of its own to load.
 */
const onTouch: ClientDirective = (load, _options, island) => {
  const root = island.firstElementChild as HTMLElement | null;
  let begun = false;
  const begin = async (event?: Event) => {
    if (begun || (event?.type === 'pointermove' && byNothing(event as PointerEvent))) return;
    begun = true;
    for (const sign of signs) removeEventListener(sign, begin);
    await (
      await load()
    )();
    root?.removeAttribute('tabindex');
  };
  if (location.search.length > 1) return void begin();
  // Its controls are closed until then: without a stop of its own the keyboard would pass it by.
  root?.setAttribute('tabindex', '0');
  for (const sign of signs) addEventListener(sign, begin, { passive: true });
};

export default onTouch;
