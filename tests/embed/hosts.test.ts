import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { hostSamples, policySample } from '../../src/embed/hosts.ts';
import type { SnippetOptions } from '../../src/embed/snippet.ts';

const options: SnippetOptions = {
  root: 'https://example.org/tools/',
  type: 'gpu',
  language: { tag: 'en', prefix: '' },
  theme: 'auto',
  state: '',
  title: 'Which GPU',
};

describe('what hosts want', () => {
  it.each(Object.entries(hostSamples))('%s names this site, if any', (_, { write }) => {
    const addresses = write(options).match(/https?:\/\/[^"'\s]*/g) ?? [];
    for (const address of addresses) expect(address).toMatch(/^https:\/\/example\.org\/tools\/embed\//);
  });

  it.each(['jsx', 'mdxElement'] as const)('%s is JSX, with the attributes that React knows', async (name) => {
    const { code, warnings } = await transform(`export default () => ${hostSamples[name].write(options)}`, {
      loader: 'jsx',
      jsx: 'automatic',
    });
    expect(warnings).toEqual([]);
    expect(code).toMatch(/type: "gpu"|src: "https:\/\/example\.org\/tools\/embed\/gpu\/"/);
    // A style as text, and the HTML spelling of this one, are errors or warnings of React.
    expect(code).not.toMatch(/style:|frameborder:/);
  });

  it('the configuration of Docusaurus is a module', async () => {
    const text = hostSamples.docusaurusConfig.write(options);
    const { code } = await transform(text, { loader: 'js', format: 'esm' });
    const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { default: unknown };
    expect(module.default).toEqual({
      scripts: [{ src: 'https://example.org/tools/embed/v1.js', async: true }],
    });
  });

  it('the shortcode of Hugo escapes what it is given', () => {
    expect(hostSamples.hugoShortcode.write(options)).toContain(
      '{{ printf "%s=\\"%s\\"" $name (htmlEscape $value) | safeHTMLAttr }}',
    );
  });

  it('the policy allows one origin for scripts and frames, and nothing else', () => {
    expect(policySample(options.root)).toBe(
      "Content-Security-Policy: script-src 'self' https://example.org; frame-src https://example.org",
    );
  });
});
