import { dataVersion } from 'virtual:headroom-catalog';
import { useEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { localiseLink } from '../../../content/i18n/localise-link.ts';
import { copyText } from './clipboard.ts';
import { stampKey } from './codec.ts';
import type { DisplayState } from './display.ts';
import { data } from './engine.ts';
import type { DisplayControls } from './display-controls.tsx';
import type { Exported } from './exports.ts';
import { formatDate, formatGib, formatTokensPerSecond } from './format.ts';
import type { PartStrings, SharedStrings, Surface } from './island.ts';
import { calculatorLink, calculators, carry, type CalculatorName } from './links.ts';
import type { Figure } from './figure.ts';
import type { Travel } from './url-state.ts';

export interface ToolsProps {
  name: CalculatorName;
  state: DisplayState;
  update: (change: Partial<DisplayState>) => void;
  /** The state as a query: what differs from the defaults, and all of it. */
  query: string;
  wholeQuery: string;
  travels: Travel;
  /** The answer in words and figures, and as rows to take along. */
  sentence: string;
  figure: Figure;
  rows: () => Exported[];
  ready: boolean;
  base: string;
  surface: Surface;
  lang: Lang;
  strings: SharedStrings;
  parts: PartStrings;
}

const formats = ['markdown', 'csv', 'json', 'command'] as const;
type Format = (typeof formats)[number];

/** Fields in which Ctrl+Z belongs to the text that stands there. */
const writing = 'textarea, [contenteditable], input:not([type="checkbox"], [type="radio"], [type="range"])';

/** Undoes and redoes by keyboard, wherever on the page the reader is; in a chapter only inside the island. */
function useUndoKeys({ go }: Travel, place: { current: HTMLElement | null }, surface: Surface) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== 'z' && key !== 'y')) return;
      const target = event.target as Element;
      if (target.closest(writing)) return;
      if (surface === 'chapter' && !place.current?.closest('.hr-calculator')?.contains(target)) return;
      event.preventDefault();
      go(key === 'z' && !event.shiftKey);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [go]);
}

/** The foot of a calculator: undo, the ways to carry this answer elsewhere, units and currency, the data's version. */
export default function Tools({ Display, ...props }: ToolsProps & { Display?: typeof DisplayControls }) {
  const { name, query, travels, figure, ready, base, surface, lang, strings } = props;
  const words = strings.share;
  const place = useRef<HTMLDivElement>(null);
  useUndoKeys(travels, place, surface);
  const [copied, setCopied] = useState<{ query: string; what: string; failed?: string } | null>(null);
  const current = copied?.query === query ? copied : null;
  const elsewhere = surface === 'embed' ? { target: '_blank', rel: 'noopener' } : {};
  const link = calculatorLink(name, query, base, lang);

  const absolute = (path: string) => new URL(path, location.href).href;
  const copy = async (text: string, what: string) =>
    setCopied({ query, what, ...(!(await copyText(text)) && { failed: text }) });
  const copyLink = async () => {
    const { writeStamp } = await import('./stamp.ts');
    const stamp = `${stampKey}=${writeStamp({ date: dataVersion, ...figure })}`;
    return copy(absolute(`${link}${query ? '&' : '?'}${stamp}`), words.link);
  };
  const travel = (back: boolean) => (
    <button
      type="button"
      class="hr-button"
      // A button that goes dead under the finger would drop the focus.
      aria-disabled={!(back ? travels.back : travels.forth)}
      disabled={!ready}
      onClick={() => travels.go(back)}
    >
      {back ? words.undo : words.redo}
    </button>
  );
  return (
    <div class="hr-tools" role="group" aria-label={words.title} ref={place}>
      <div class="hr-share">
        {surface !== 'embed' && (
          <>
            {travel(true)}
            {travel(false)}
          </>
        )}
        <button type="button" class="hr-button" disabled={!ready} onClick={copyLink}>
          {words.copy}
        </button>
        <CopyAs {...props} link={link} copy={copy} />
        {surface === 'page' && (
          <button type="button" class="hr-button" disabled={!ready} onClick={() => print()}>
            {words.print}
          </button>
        )}
        <span role="status" class="hr-share-status">
          {current &&
            (current.failed === undefined ? fill(words.copied, { what: current.what }) : words.failed)}
        </span>
        {current?.failed !== undefined && <Selected text={current.failed} label={words.failed} />}
      </div>
      {Display && <Display {...props} money={name === 'gpu'} />}
      <p class="hr-share">
        {surface === 'page' ? (
          <>
            <span>{words.same}</span>
            {calculators
              .filter((other) => other !== name)
              .map((other) => (
                <a
                  key={other}
                  href={calculatorLink(other, carry(query, props.wholeQuery, name, other), base, lang)}
                >
                  {words.calculators[other]}
                </a>
              ))}
          </>
        ) : (
          <a href={link} {...elsewhere}>
            {words.open}
          </a>
        )}
        <a href={localiseLink('/accuracy/', base, lang)} {...elsewhere}>
          {words.accuracy}
        </a>
        <span class="hr-print-link" style={{ display: 'none' }}>
          {ready && absolute(link)}
        </span>
        <span class="hr-quiet">{fill(words.data, { date: formatDate(dataVersion, lang) })}</span>
      </p>
    </div>
  );
}

/** Text that the page may not copy, selected so that the reader can. */
function Selected({ text, label }: { text: string; label: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [text]);
  return (
    <textarea
      ref={field}
      class="hr-input"
      readOnly
      aria-label={label}
      rows={Math.min(8, text.split('\n').length)}
      value={text}
    />
  );
}

/** The answer as text for elsewhere. The code that writes it is loaded when the list is opened. */
function CopyAs({
  rows,
  sentence,
  name,
  link,
  lang,
  strings,
  parts,
  ready,
  copy,
}: ToolsProps & { link: string; copy: (text: string, what: string) => Promise<void> }) {
  const words = strings.share;
  const [open, setOpen] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const write = async (format: Format) => {
    const { asCommand, asCsv, asJson, asMarkdown } = await import('./exports.ts');
    const source = `[${words.calculators[name]}](${new URL(link, location.href).href})`;
    const text = {
      markdown: () =>
        asMarkdown(
          rows(),
          {
            ...words.table,
            title: sentence,
            parts,
            source: fill(words.table.source, { source, date: formatDate(dataVersion, lang) }),
          },
          {
            memory: (bytes) => formatGib(bytes, lang),
            speed: (rate) => formatTokensPerSecond(rate, lang),
          },
        ),
      csv: () => asCsv(rows(), data),
      json: () => asJson(rows(), data),
      command: () => asCommand(rows(), data),
    }[format]();
    await copy(text, words.formats[format]);
    setOpen(false);
  };
  return (
    <div
      class="hr-find"
      ref={list}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        setOpen(false);
        list.current?.querySelector('button')?.focus();
      }}
      onFocusOut={(event) => {
        const to = event.relatedTarget as Node | null;
        // Focus that goes nowhere may be a click on this very list (Safari).
        if (to && !list.current?.contains(to)) setOpen(false);
      }}
    >
      <button
        type="button"
        class="hr-button"
        disabled={!ready}
        aria-expanded={open}
        onClick={() => {
          void import('./exports.ts');
          setOpen(!open);
        }}
      >
        {words.copyAs}
      </button>
      {open && (
        <ul class="hr-found">
          {formats.map((format) => (
            <li key={format}>
              <button type="button" onClick={() => write(format)}>
                {words.formats[format]}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
