import { expect, test } from 'vitest';
import { above } from '../../src/discovery/names.ts';
import { structuredData, type DescribedPage } from '../../src/discovery/structured-data.ts';
import { dataProblems } from '../../src/scripts/check-discovery.ts';

const page = (other: Partial<DescribedPage>): DescribedPage => ({
  kind: 'page',
  lang: 'en',
  path: '',
  title: 'A title',
  description: 'A description',
  text: 'A text',
  aliases: [],
  url: 'https://site.example/base/',
  address: (path) => `https://site.example/base${path}`,
  ...other,
});
const graph = (other: Partial<DescribedPage>) => JSON.parse(structuredData(page(other)))['@graph'];

test('what stands above a page is named in its language', () => {
  expect(above('gpus/rtx-3090/', 'en').map(({ name }) => name)).toEqual(['Headroom', 'GPUs']);
  expect(above('data/api/', 'zh-cn').map(({ name }) => name)).toEqual(['Headroom', '数据与来源']);
  expect(above('calculators/gpu/', 'en').map(({ path }) => path)).toEqual(['/']);
});

test('a question carries its answer, a term its other names', () => {
  const [faq] = graph({ kind: 'question', path: 'faq/x/', text: 'Yes.' });
  expect(faq.mainEntity[0].acceptedAnswer.text).toBe('Yes.');
  const [term] = graph({ kind: 'term', path: 'glossary/x/', aliases: ['other'] });
  expect(term).toMatchObject({ '@type': 'DefinedTerm', alternateName: ['other'] });
});

test('the data pages list every file', () => {
  const [set] = graph({ kind: 'data', path: 'data/api/' });
  const files = set.distribution.map(({ contentUrl }: { contentUrl: string }) => contentUrl);
  expect(files).toContain('https://site.example/base/api/v1/gpus.json');
  expect(files).toContain('https://site.example/base/api/v1/models.csv');
});

test('markup in a title does not end the script', () => {
  expect(structuredData(page({ path: 'faq/', title: '</script>' }))).not.toContain('</script>');
});

test('each kind of page satisfies its own check', () => {
  for (const [kind, path] of [
    ['home', ''],
    ['chapter', 'concepts/'],
    ['question', 'faq/x/'],
    ['term', 'glossary/x/'],
    ['calculator', 'calculators/gpu/'],
    ['data', 'data/'],
    ['card', 'gpus/rtx-3090/'],
  ] as const) {
    expect(dataProblems(structuredData(page({ kind, path })))).toEqual([]);
  }
});

test('the check finds what is wrong', () => {
  const wrap = (thing: unknown) => JSON.stringify({ '@context': 'https://schema.org', '@graph': [thing] });
  expect(dataProblems('{')).toEqual(['structured data is no JSON']);
  expect(dataProblems('{}')).toEqual(['structured data names no schema.org']);
  expect(dataProblems(wrap({ '@type': 'FAQPage', mainEntity: [] }))).toEqual([
    'structured data: FAQPage has no mainEntity',
  ]);
  expect(dataProblems(wrap({ '@type': 'Product' }))).toHaveLength(1);
  const crumb = (position: number, item?: string) => ({ '@type': 'ListItem', position, name: 'x', item });
  expect(dataProblems(wrap({ '@type': 'BreadcrumbList', itemListElement: [crumb(1), crumb(3)] }))).toEqual([
    'breadcrumb “x” leads nowhere',
    'breadcrumbs are not numbered in order',
  ]);
});
