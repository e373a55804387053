import { sourceById, type Measurement, type Source } from '#catalog';

export function requireSource(id: string): Source {
  const source = sourceById(id);
  if (!source) throw new Error(`No source "${id}" in catalog/sources`);
  return source;
}

/** Address of a source's text: its web page, or its repository at the commit that was read. */
export function sourceUrl(source: Source): string | null {
  if (source.url) return /^https?:/.test(source.url) ? source.url : null;
  const repository = source.repository;
  if (!repository) return null;
  const root = `https://github.com/${repository.name}`;
  const commit = repository.commit?.match(/^[0-9a-f]{7,40}/)?.[0];
  return commit ? `${root}/tree/${commit}` : root;
}

/** Address of the file in which a published run stands, at the commit that was read; else that of its source. */
export function runUrl({
  source: id,
  sourcePath,
}: Pick<Measurement, 'source' | 'sourcePath'>): string | null {
  const source = requireSource(id);
  const { repository } = source;
  if (source.url || !repository?.commit || !sourcePath) return sourceUrl(source);
  const path = sourcePath.split('/').map(encodeURIComponent).join('/');
  return `https://github.com/${repository.name}/blob/${repository.commit}/${path}`;
}
