import { defineConfig } from 'vitest/config';
import { slimCatalog } from './src/scripts/vite-slim-catalog.ts';

export default defineConfig({
  plugins: [slimCatalog()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/browser/**'],
  },
});
