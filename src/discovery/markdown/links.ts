/** Addresses in a twin: root-relative to pages as on the site, places on the page with the page before them. */
export const linkFrom =
  (base: string, page: string) =>
  (address: string): string =>
    address.startsWith('#') ? `${base}${page}${address}` : address;
