/** Ports of the two servers that `playwright.config.ts` starts. */
export const sitePort = Number(process.env['HEADROOM_TEST_PORT'] ?? 4421);
export const hostPort = sitePort + 1;

export const site = `http://127.0.0.1:${sitePort}`;
/** `localhost` and `127.0.0.1` are different sites to a browser, so host and widget share nothing. */
export const host = `http://localhost:${hostPort}`;

/** The built site's languages: prefix of the address and value of `<html lang>`. */
export const languages = [
  { lang: 'en', prefix: '/', html: 'en' },
  { lang: 'zh-cn', prefix: '/zh-cn/', html: 'zh-CN' },
] as const;
