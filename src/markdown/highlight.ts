/** Code as HTML whose tokens carry the class of their kind. Colours and layout are in `site.css`, under `.hr-code`. */
import { createHighlighterCoreSync, type ThemedToken } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import html from 'shiki/langs/html.mjs';
import javascript from 'shiki/langs/javascript.mjs';
import jsx from 'shiki/langs/jsx.mjs';
import python from 'shiki/langs/python.mjs';
import shellscript from 'shiki/langs/shellscript.mjs';
import typescript from 'shiki/langs/typescript.mjs';

/** TextMate scopes of each kind, under the class names that Pandoc gives to the kinds. The longest scope wins. */
const scopes = {
  /** Comments, and docstrings, which are prose as well. */
  co: ['comment', 'string.quoted.docstring'],
  /** Keywords. */
  kw: [
    'keyword.control',
    'keyword.operator.logical.python',
    'keyword.operator.expression',
    'keyword.operator.new',
    'storage',
    'entity.name.tag',
  ],
  /** Strings. */
  st: ['string', 'storage.type.string', 'storage.type.format'],
  /** Constants, and options of a command. */
  cn: ['constant.numeric', 'constant.language', 'constant.other.option'],
  /** Functions and types. */
  fu: [
    'entity.name.function',
    'entity.name.type',
    'entity.other.attribute-name',
    'entity.other.inherited-class',
    'meta.function-call.generic',
    'support.class',
    'support.function',
    'support.type',
  ],
} as const;

type Kind = keyof typeof scopes;

/** The kinds of tokens that have a colour of their own, by class. */
export const kinds = Object.keys(scopes) as Kind[];

/** Within scopes above, yet as plain as what is in none. */
const plain = [
  'string.unquoted.argument',
  'meta.embedded',
  'meta.template.expression',
  'storage.type.function.arrow',
];

/** A theme says nothing of a token but its colour, so colours stand for kinds here. */
const kindOf = new Map(kinds.map((kind, index) => [`#00000${index + 1}`, kind]));
const plainColour = '#000000';

const highlighter = createHighlighterCoreSync({
  engine: createJavaScriptRegexEngine(),
  langs: [html, javascript, jsx, python, shellscript, typescript],
  // Of MDX the guide shows components alone.
  langAlias: { mdx: 'jsx' },
  themes: [
    {
      name: 'kinds',
      fg: plainColour,
      bg: '#ffffff',
      settings: [
        { scope: plain, settings: { foreground: plainColour } },
        ...[...kindOf].map(([foreground, kind]) => ({ scope: [...scopes[kind]], settings: { foreground } })),
      ],
    },
  ],
});

/**
 * A row on a phone holds more than this. A word that may not fit beside its indent would leave the indent alone on a row,
 * so the two are tied.
 */
const narrow = 28;

/**
 * The inside of a `<code>`: a `<span>` for each line, in it one for each run of tokens of a kind. Its text is exactly the
 * code, so that a selection, the copy button and the Markdown twin all get what was written. A line's style holds its
 * indent, under which what wraps of it hangs. Throws for a language without a grammar here; `text` needs none.
 */
export function highlight(code: string, language: string): string {
  if (
    language !== 'text' &&
    !highlighter.getLoadedLanguages().includes(highlighter.resolveLangAlias(language))
  )
    throw new Error(`No grammar for code in "${language}": add one to src/markdown/highlight.ts`);
  return highlighter
    .codeToTokensBase(code, { lang: language, theme: 'kinds' })
    .map(lineOf)
    .join('\n</span>')
    .concat('</span>');
}

function lineOf(tokens: readonly ThemedToken[]): string {
  const line = tokens.map(({ content }) => content).join('');
  const indent = /^ */.exec(line)![0];
  const firstWord = /^ *\S*/.exec(line)![0];
  const runs: { kind: Kind | undefined; text: string }[] = [];
  for (const { content, color = '' } of tokens) {
    const last = runs.at(-1);
    // Space looks the same in every kind.
    const kind = content.trim() === '' ? last?.kind : kindOf.get(color.toLowerCase());
    if (last?.kind === kind && last) last.text += content;
    else runs.push({ kind, text: content });
  }
  const tied = indent !== '' && firstWord.length > narrow && runs[0]!.text.startsWith(indent);
  if (tied) runs[0]!.text = runs[0]!.text.slice(indent.length);
  return [
    indent === '' ? '<span>' : `<span style="--i:${indent.length}">`,
    tied ? `<span class="in">${indent}</span>` : '',
    ...runs.map(({ kind, text }) =>
      kind && text ? `<span class="${kind}">${escaped(text)}</span>` : escaped(text),
    ),
  ].join('');
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
