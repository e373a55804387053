/**
 * Arrows point one way: catalog ← estimation ← calculators ← components, pages, embed, search ← content.
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
  forbidden: [
    {
      name: 'catalog-stands-alone',
      severity: 'error',
      from: { path: '^catalog/' },
      to: { path: '^(src|content)/' },
    },
    {
      name: 'estimation-is-pure',
      comment:
        'Data is injected; types of the catalog are all it may see of it. No DOM, no framework, no clock.',
      severity: 'error',
      from: { path: '^src/estimation/' },
      to: {
        path: '^(src/(?!estimation/)|content/|catalog/|node_modules/|node:)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'calculators-below-pages',
      comment: 'Records reach an island as slim columns only; the reader of config.json has no records.',
      severity: 'error',
      from: { path: '^src/calculators/' },
      to: {
        path: '^(src/(components|pages|embed|search|cli)/|catalog/(?!model-config))',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'components-below-pages',
      comment:
        'The command line stands beside the pages; one page shows what it prints, so a component may run it.',
      severity: 'error',
      from: { path: '^src/components/' },
      to: { path: '^src/pages/' },
    },
    {
      name: 'command-line-apart',
      comment: 'It starts within a second: no framework, no components.',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: {
        path: '^(src/(?!(cli|estimation|accuracy)/)|node_modules/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'library-on-estimation',
      comment: 'What other projects install is the catalog and the estimator, and nothing of the site.',
      severity: 'error',
      from: { path: '^src/library/' },
      to: { path: '^(src/(?!(library|estimation)/)|content/|node_modules/|node:)' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.astro)/' },
  },
};
