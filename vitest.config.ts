import { defineConfig } from 'vitest/config';
import { slimCatalog } from './src/scripts/vite-slim-catalog.ts';

export default defineConfig({
  plugins: [slimCatalog()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/browser/**'],
    setupFiles: ['tests/seed.ts'],
    // Files share what they load (the catalog, its schema), which is two thirds of the time; none of them changes it.
    isolate: false,
    // Wall time: other work on the machine must not fail a test that takes a second when left alone.
    testTimeout: 30_000,
  },
});
