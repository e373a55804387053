/** The media type of each kind of file that the site may hold, by extension, for every server that has to be told. */
export const mediaTypes: Readonly<Record<string, string>> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  mjs: 'text/javascript',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  xml: 'application/xml',
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  py: 'text/x-python',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  woff: 'font/woff',
  ttf: 'font/ttf',
  wasm: 'application/wasm',
  pdf: 'application/pdf',
};

/** All other files, among them the pieces of the search index, which come compressed and are unpacked by the search. */
export const otherType = 'application/octet-stream';

/** Types whose text must not be taken for another encoding. */
export const isText = (type: string) => /^text\/|^application\/(json|xml)$/.test(type);

/** Types that get smaller on their way: the others are compressed already. */
export const isCompressible = (type: string) =>
  isText(type) || /[+/](json|xml)$/.test(type) || type === 'font/ttf' || type === 'application/wasm';
