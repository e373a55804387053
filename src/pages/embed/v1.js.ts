/** `/embed/v1.js`: the loader as one minified classic script. */
import type { APIRoute } from 'astro';
import { build } from 'esbuild';

export const GET: APIRoute = async () => {
  const { outputFiles } = await build({
    entryPoints: ['src/embed/loader.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    minify: true,
    target: 'es2022',
    legalComments: 'none',
    tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  });
  return new Response(outputFiles[0]!.text, {
    headers: { 'content-type': 'text/javascript; charset=utf-8' },
  });
};
