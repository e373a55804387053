import { defineConfig } from 'vitest/config';
import { slimCatalog } from './src/scripts/vite-slim-catalog.ts';

/** The tests that mutants of the estimator meet: all of its own but those that start a process. */
export default defineConfig({
  plugins: [slimCatalog()],
  test: {
    include: ['tests/estimation/**/*.test.ts'],
    exclude: ['tests/estimation/cli*.test.ts'],
    setupFiles: ['tests/seed.ts'],
    testTimeout: 30_000,
    isolate: false,
    env: { PROPERTY_RUNS: '40' },
  },
});
