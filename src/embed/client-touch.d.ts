declare namespace Astro {
  interface ClientDirectives {
    /** See `on-touch.ts`. */
    'client:touch'?: boolean;
  }
}
