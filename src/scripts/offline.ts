/**
 * Runs last after the build: writes a service worker per language, with the list of what it fetches beforehand and the
 * revision of each file.
 *
 * Run: `node src/scripts/offline.ts [directory]`, with HEADROOM_BASE as at the build.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { injectManifest } from 'workbox-build';
import * as catalog from '../../catalog/index.ts';
import { languages, type Lang } from '../../content/i18n/languages.ts';
import { keptPages } from '../offline/contents.ts';
import { prefixOf } from './pages.ts';
import { pack, packedAddress } from './vite-slim-catalog.ts';

/** Bytes that a reader's device fetches beforehand, at most. */
const most = 3_000_000;

/** Files that the kept pages need, whatever their language. */
const shared = ['_astro/**/*.{js,css,woff2}', 'islands/*.json', 'api/v1/formulas.json', 'favicon.svg'];

/** Files of one language, as patterns below the built site. */
const patterns = (lang: Lang) => [
  ...keptPages.map((page) => `${prefixOf(lang)}${page.slice(1)}index.html`),
  `${prefixOf(lang)}manifest.webmanifest`,
  ...shared,
];

/** Writes `sw.js` of each language; says how many files each keeps and what they weigh on the way, in bytes. */
export async function writeWorkers(directory: string, base: string): Promise<Record<Lang, Kept>> {
  const bundle = join(directory, 'sw-source.js');
  await build({
    entryPoints: ['src/offline/worker.ts'],
    outfile: bundle,
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    logLevel: 'warning',
    define: { basePath: JSON.stringify(base), 'process.env.NODE_ENV': '"production"' },
  });
  const written = {} as Record<Lang, Kept>;
  for (const lang of languages) {
    const files: string[] = [];
    const missing = keptPages.filter(
      (page) => !existsSync(join(directory, prefixOf(lang), page, 'index.html')),
    );
    if (missing.length > 0) throw new Error(`${lang}: no page ${missing.join(', ')} to keep`);
    const { warnings } = await injectManifest({
      swSrc: bundle,
      swDest: join(directory, `${prefixOf(lang)}sw.js`),
      globDirectory: directory,
      globPatterns: patterns(lang),
      maximumFileSizeToCacheInBytes: 8_000_000,
      // Named by their content.
      dontCacheBustURLsMatching: /_astro\//,
      manifestTransforms: [
        (entries) => {
          files.push(...entries.map(({ url }) => url));
          return {
            manifest: entries.map(({ url, revision, ...entry }) =>
              url === 'islands/catalog.json'
                ? { ...entry, url: base + packedAddress(pack(catalog)), revision: null }
                : { ...entry, url: base + url.replace(/(^|\/)index\.html$/, '$1'), revision },
            ),
            warnings: [],
          };
        },
      ],
    });
    if (warnings.length > 0) throw new Error(`${lang}: ${warnings.join('; ')}`);
    const bytes = transfer(directory, files);
    if (bytes > most) throw new Error(`${lang}: ${bytes} bytes kept for use offline, allowed are ${most}`);
    written[lang] = { files: files.length, bytes };
  }
  rmSync(bundle);
  return written;
}

export interface Kept {
  files: number;
  bytes: number;
}

/** Fonts are compressed already; everything else travels as gzip. */
function transfer(directory: string, files: readonly string[]): number {
  return files
    .map((file) => {
      const content = readFileSync(join(directory, file));
      return file.endsWith('.woff2') ? content.length : gzipSync(content).length;
    })
    .reduce((sum, bytes) => sum + bytes, 0);
}

if (import.meta.main) {
  const written = await writeWorkers(
    process.argv[2] ?? process.env['HEADROOM_OUT'] ?? 'dist',
    process.env['HEADROOM_BASE'] ?? '/',
  );
  const kept = languages.map((lang) => {
    const { files, bytes } = written[lang];
    return `${files} files, ${(bytes / 1e6).toFixed(2)} MB in ${lang}`;
  });
  console.log(`Kept for use offline: ${kept.join('; ')}`);
}
