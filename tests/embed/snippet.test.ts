import { describe, expect, it } from 'vitest';
import {
  iframeSnippet,
  loaderSnippet,
  stateOf,
  widgetUrl,
  type SnippetOptions,
} from '../../src/embed/snippet.ts';

const options: SnippetOptions = {
  root: 'https://example.org/tools/',
  type: 'gpu',
  language: { tag: 'en', prefix: '' },
  theme: 'auto',
  state: 'v=1&model=gpt2',
  title: 'Which GPU',
};

describe('iframeSnippet', () => {
  it('names the widget, its state and its height', () => {
    expect(iframeSnippet(options)).toBe(
      '<iframe src="https://example.org/tools/embed/gpu/?v=1&amp;model=gpt2" title="Which GPU" width="100%" ' +
        'height="1250" frameborder="0" loading="lazy"></iframe>',
    );
  });

  it('goes to the page of the language and carries the theme', () => {
    expect(
      iframeSnippet({
        ...options,
        language: { tag: 'zh-CN', prefix: 'zh-cn/' },
        theme: 'dark',
        state: '?theme=light',
      }),
    ).toContain('src="https://example.org/tools/zh-cn/embed/gpu/?theme=dark"');
  });

  it('leaves out the stamp of a copied link', () => {
    expect(widgetUrl({ ...options, state: 'model=gpt2&was=2026-11-25~13.5~690' })).toBe(
      'https://example.org/tools/embed/gpu/?model=gpt2',
    );
  });

  it('lets no value out of its attribute', () => {
    const html = iframeSnippet({ ...options, state: 'model="><script>alert(1)</script>', title: '"<x>&' });
    expect(html).not.toContain('<script');
    expect(html).toContain('title="&quot;&lt;x>&amp;"');
  });
});

describe('loaderSnippet', () => {
  it('is the script and the element', () => {
    expect(loaderSnippet(options)).toBe(
      '<script src="https://example.org/tools/embed/v1.js" async></script>\n' +
        '<headroom-widget type="gpu" lang="en" v="1" model="gpt2" style="display:block;min-height:1250px"></headroom-widget>',
    );
  });

  it('carries nothing that the page around it would run or that would style it', () => {
    const html = loaderSnippet({
      ...options,
      state: 'onclick=alert(1)&onmouseover=x&style=position:fixed&job=full',
    });
    expect(html.split('\n')[1]).toBe(
      '<headroom-widget type="gpu" lang="en" job="full" style="display:block;min-height:1250px"></headroom-widget>',
    );
  });

  it('escapes values and leaves out names that are no attribute names', () => {
    const html = loaderSnippet({ ...options, state: 'model="><script>&x onload=1=2&%22><b=1' });
    expect(html.split('\n')[1]).toBe(
      '<headroom-widget type="gpu" lang="en" model="&quot;>&lt;script>" style="display:block;min-height:1250px"></headroom-widget>',
    );
  });
});

describe('stateOf', () => {
  it.each([
    ['https://example.org/calculators/gpu/?v=1&model=gpt2#x', 'v=1&model=gpt2'],
    ['?model=gpt2', 'model=gpt2'],
    ['model=gpt2', 'model=gpt2'],
    ['  ', ''],
    ['https://example.org/calculators/gpu/', ''],
  ])('%s', (text, state) => expect(stateOf(text)).toBe(state));
});
