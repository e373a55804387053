import { describe, expect, it } from 'vitest';
import { minifyInline } from '../../src/scripts/minify-inline.ts';

describe('inline scripts', () => {
  it('lose spaces and comments and keep their global names', () => {
    const html = '<script>\n  // why\n  window.Name = (() => { const long = 1; return long; })();\n</script>';
    const small = minifyInline(html);
    expect(small.length).toBeLessThan(html.length);
    expect(small).not.toContain('why');
    expect(small).toContain('window.Name');
  });

  it.each([
    ['data', '<script type="application/ld+json">{ "a" : 1 }</script>'],
    ['external', '<script type="module" src="/a.js"> </script>'],
    ['empty', '<script></script>'],
  ])('leaves %s scripts alone', (_, html) => {
    expect(minifyInline(html)).toBe(html);
  });

  it('minifies modules', () => {
    expect(minifyInline('<script type="module">const a = 1;  console.log( a );</script>')).toBe(
      '<script type="module">const a=1;console.log(1);</script>',
    );
  });
});
