/** Ports of the two servers that `playwright.config.ts` starts. */
export const sitePort = Number(process.env['HEADROOM_TEST_PORT'] ?? 4421);
export const hostPort = sitePort + 1;

export const site = `http://127.0.0.1:${sitePort}`;
/** `localhost` and `127.0.0.1` are different sites to a browser, so host and widget share nothing. */
export const host = `http://localhost:${hostPort}`;

/** Marks tests that `npm test` leaves to the audit: what takes minutes, or has been shown in the other language. */
export const inAudit = { tag: '@audit' };

/**
 * The built site's languages: prefix of the address, value of `<html lang>`, and where a path is walked that has been
 * walked in a language before.
 */
export const languages = [
  { lang: 'en', prefix: '/', html: 'en', again: {} },
  { lang: 'zh-cn', prefix: '/zh-cn/', html: 'zh-CN', again: inAudit },
] as const;
