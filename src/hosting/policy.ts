/** The policy without `frame-ancestors`, which only a header can carry. Pagefind needs 'wasm-unsafe-eval'. */
export function policy(hashes: Iterable<string>): string {
  return [
    "default-src 'self'",
    `script-src ${["'self'", "'wasm-unsafe-eval'", ...[...hashes].sort()].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    // The bundler writes small fonts into the style sheet.
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** The policy as a header: who may show the page in a frame is said there alone. */
export const policyHeader = (csp: string, framedBy: 'anyone' | 'itself') =>
  `${csp}; frame-ancestors ${framedBy === 'anyone' ? '*' : "'self'"}`;

/** The policy that the build has written into a page. */
export function policyOf(html: string): string {
  const content = /<meta http-equiv="content-security-policy" content="([^"]*)">/i.exec(html)?.[1];
  if (content === undefined) throw new Error('The page carries no policy: build the site first');
  return content;
}
