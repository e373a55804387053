/**
 * Every page that is not a chapter, in both languages, and every static JSON file. `srcDir` is the root of the
 * repository, so Astro scans no pages folder: this table is the site map.
 */
const pages = './src/pages';

/** A page in both languages: `[...lang]` is empty for English and `zh-cn` for Chinese. */
const localised = (pattern: string, entrypoint: string) => ({
  pattern: `/[...lang]${pattern}`,
  entrypoint: `${pages}/${entrypoint}`,
});

const file = (pattern: string, entrypoint: string) => ({ pattern, entrypoint: `${pages}/${entrypoint}` });

export const routes = [
  localised('', 'home.astro'),
  file('/404', '404.astro'),
  localised('/calculators/gpu', 'calculators/gpu.astro'),
  localised('/calculators/precision', 'calculators/precision.astro'),
  localised('/calculators/step', 'calculators/step.astro'),
  localised('/faq', 'faq/index.astro'),
  localised('/faq/[slug]', 'faq/[slug].astro'),
  localised('/glossary', 'glossary/index.astro'),
  localised('/glossary/[slug]', 'glossary/[slug].astro'),
  localised('/gpus', 'gpus/index.astro'),
  localised('/gpus/[slug]', 'gpus/[slug].astro'),
  localised('/compare', 'compare/index.astro'),
  file('/compare/cards.json', 'compare/cards.json.ts'),
  localised('/models', 'models/index.astro'),
  localised('/models/[slug]', 'models/[slug].astro'),
  localised('/data/library/[slug]', 'library/[slug].astro'),
  localised('/accuracy', 'accuracy.astro'),
  localised('/proof', 'proof.astro'),
  localised('/guide', 'guide.astro'),
  localised('/offline', 'offline.astro'),
  localised('/manifest.webmanifest', 'manifest.webmanifest.ts'),
  file('/icons/[name].png', 'icons/[name].png.ts'),
  localised('/changes', 'changes.astro'),
  localised('/rss.xml', 'rss.xml.ts'),
  file('/robots.txt', 'robots.txt.ts'),
  localised('/embed', 'embed/index.astro'),
  localised('/embed/gpu', 'embed/gpu.astro'),
  localised('/embed/precision', 'embed/precision.astro'),
  localised('/embed/oembed/[type].json', 'embed/oembed.json.ts'),
  file('/embed/v1.js', 'embed/v1.js.ts'),
  file('/islands/catalog.json', 'islands/catalog.json.ts'),
  file('/islands/nearest-runs.json', 'islands/nearest-runs.json.ts'),
  file('/api/v1/[name].json', 'api/v1/[name].json.ts'),
  file('/api/v1/[name].csv', 'api/v1/[name].csv.ts'),
  file('/api/v1/[name].schema.json', 'api/v1/[name].schema.json.ts'),
  file('/api/v1/formulas.json', 'api/v1/formulas.json.ts'),
  file('/api/v1/estimate-request.schema.json', 'api/v1/estimate-request.schema.json.ts'),
  file('/api/v1/estimate-answer.schema.json', 'api/v1/estimate-answer.schema.json.ts'),
];
