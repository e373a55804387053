import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { packageName } from './name.ts';
import type { BundleSizes } from './reference-types.ts';

/** What a bundler makes of a few lines that import the package installed in `place`: bytes for a browser, minified, gzip. */
function bundled(place: string, code: string): number {
  const { outputFiles } = buildSync({
    stdin: { contents: code, resolveDir: place },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2023',
    write: false,
  });
  return gzipSync(outputFiles[0]!.contents).length;
}

/** Weight of what a browser would load, by what is imported. */
export const bundleSizes = (place: string): BundleSizes => ({
  estimation: bundled(place, `export { estimate } from '${packageName}/estimation';`),
  withCatalog: bundled(place, `export { data, estimate } from '${packageName}';`),
});
