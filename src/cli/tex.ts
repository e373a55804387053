/** TeX of a formula as a line that a terminal can show. */

/** Commands that have a character of their own; of others the name stays (`\\max`). */
const characters: Record<string, string> = {
  times: '×',
  cdot: '·',
  sum: 'Σ',
  leq: '≤',
  le: '≤',
  geq: '≥',
  ge: '≥',
  lceil: '⌈',
  rceil: '⌉',
  lfloor: '⌊',
  rfloor: '⌋',
  alpha: 'α',
  beta: 'β',
  eta: 'η',
  sigma: 'σ',
  tau: 'τ',
  varphi: 'φ',
  bar: 'mean',
};

const group = '\\{([^{}]*)\\}';
/** One letter or number needs no brackets under a fraction bar. */
const bracketed = (text: string): string => (/^[\w.]+$/.test(text.trim()) ? text.trim() : `(${text.trim()})`);

/** Fractions become a slash, text its words, groups lose their braces; from the inside out. */
export function plainTex(tex: string): string {
  let text = tex.replace(/\\(?:[,;!: ]|quad\b)/g, ' ').replace(/\\(?:left|right|[bB]ig+[lr]?)(?![a-z])/g, '');
  for (let before = ''; before !== text;) {
    before = text;
    text = text
      .replace(new RegExp(`\\\\(?:text|mathrm|operatorname)${group}`, 'g'), '$1')
      .replace(new RegExp(`([_^])${group}`, 'g'), (_, mark: string, inner: string) =>
        /^\w+$/.test(inner) ? mark + inner : `${mark}(${inner})`,
      )
      .replace(
        new RegExp(`\\\\[dt]?frac${group}${group}`, 'g'),
        (_, above: string, below: string) => `${bracketed(above)} / ${bracketed(below)}`,
      );
  }
  return text
    .replace(/\\([a-zA-Z]+)/g, (_, name: string) => characters[name] ?? name)
    .replace(/[{}\\]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
