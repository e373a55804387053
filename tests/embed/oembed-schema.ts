/** What is wrong with an oEmbed answer of type `rich` by the specification of oembed.com, sections 2.3.4 and 2.3.4.4. */
export function oembedProblems(answer: Record<string, unknown>): string[] {
  const problems: string[] = [];
  const demand = (holds: boolean, problem: string) => holds || problems.push(problem);
  const filled = (value: unknown) => typeof value === 'string' && value !== '';
  const pixels = (value: unknown) => Number.isInteger(value) && (value as number) > 0;

  demand(answer['type'] === 'rich', 'type must be rich');
  demand(answer['version'] === '1.0', 'version must be the text 1.0');
  demand(filled(answer['html']), 'html is required');
  demand(pixels(answer['width']), 'width is required, in pixels');
  demand(pixels(answer['height']), 'height is required, in pixels');

  for (const key of ['title', 'author_name', 'provider_name']) {
    demand(answer[key] === undefined || filled(answer[key]), `${key} must be text`);
  }
  for (const key of ['author_url', 'provider_url', 'thumbnail_url']) {
    const address = answer[key];
    demand(
      address === undefined || (typeof address === 'string' && /^https?:\/\//.test(address)),
      `${key} must be an address`,
    );
  }
  const { cache_age: age } = answer;
  demand(age === undefined || (Number.isInteger(age) && (age as number) >= 0), 'cache_age must be seconds');
  const thumbnail = ['thumbnail_url', 'thumbnail_width', 'thumbnail_height'].filter((key) => key in answer);
  demand(thumbnail.length === 0 || thumbnail.length === 3, 'a thumbnail needs address, width and height');
  for (const [key, value] of Object.entries(answer)) {
    demand(typeof value !== 'object', `${key} must be a plain value`);
  }
  return problems;
}
