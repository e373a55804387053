/** Mutation tests of the estimator: `npm run mutants`, or `npm run mutants -- --mutate src/estimation/links.ts`. */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutants.config.ts', related: false },
  mutate: [
    'src/estimation/**/*.ts',
    // Texts and data: the JSON Schema's descriptions, TeX, citations, and numbers that were fitted.
    '!src/estimation/schema.ts',
    '!src/estimation/**/*evidence.ts',
    '!src/estimation/constants.ts',
    '!src/estimation/profiles/**',
  ],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  tempDirName: '.cache/stryker',
  ignorePatterns: ['dist', '.look', '.cache', 'test-results', 'content/docs', 'content/faq'],
  incremental: true,
  incrementalFile: '.cache/mutants.json',
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: '.cache/reports/mutants.json' },
  thresholds: { high: 95, low: 85, break: 85 },
};
