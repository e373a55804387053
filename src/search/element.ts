/**
 * `<headroom-search>`: a search box with a live list of results, used in the search dialog of every page and on the
 * FAQ page. Loaded on the first touch. The markup is written by `SearchBox.astro`; this brings it to life.
 */
import { fill } from '../../content/i18n/format.ts';
import { defaultLang, isLang, type Lang } from '../../content/i18n/languages.ts';
import type { search as strings } from '../../content/i18n/en/search.ts';
import { ask, loadIndex, type Answer, type Result } from './engine.ts';
import { isKind, type Kind } from './kinds.ts';
import styles from './results.css?inline';

type Strings = Pick<
  typeof strings,
  'loading' | 'one' | 'many' | 'shown' | 'none' | 'noneOfKind' | 'failed' | 'more' | 'mended' | 'kinds'
>;

const pause = 150;
const pageSize = 8;

class HeadroomSearch extends HTMLElement {
  private input!: HTMLInputElement;
  private status!: HTMLElement;
  private list!: HTMLElement;
  private hint!: HTMLElement;
  private more!: HTMLButtonElement;
  /** Absent where results are not narrowed. */
  private filters!: HTMLFieldSetElement | null;
  private everything!: HTMLButtonElement;
  private strings!: Strings;
  private timer = 0;
  private limit = pageSize;
  /** Number of the newest question: an answer to an older one is dropped. */
  private turn = 0;

  connectedCallback(): void {
    if (this.input) return;
    const part = <E extends HTMLElement>(name: string) => this.querySelector<E>(`[data-part="${name}"]`)!;
    this.input = part<HTMLInputElement>('input');
    this.status = part('status');
    this.list = part('results');
    this.hint = part('hint');
    this.more = part<HTMLButtonElement>('more');
    this.filters = this.querySelector('[data-part="filters"]');
    this.everything = part<HTMLButtonElement>('everything');
    this.list.ariaBusy = 'false';
    this.strings = JSON.parse(this.dataset['strings'] ?? '{}') as Strings;

    this.input.addEventListener('input', (event) => {
      // Half-typed pinyin is not a question.
      if ((event as InputEvent).isComposing) return;
      this.askSoon();
    });
    this.input.addEventListener('compositionend', () => this.askSoon());
    this.input.form?.addEventListener('submit', (event) => {
      event.preventDefault();
      this.restart();
    });
    this.more.addEventListener('click', () => {
      this.limit += pageSize;
      void this.answer();
    });
    this.filters?.addEventListener('change', () => this.restart());
    this.everything.addEventListener('click', () => {
      this.narrowTo(undefined);
      this.input.focus();
      this.restart();
    });
    this.addEventListener('keydown', (event) => this.moveFocus(event));
    void loadIndex(this.base, this.language).catch(() => undefined);
    if (this.input.value.trim() !== '') this.restart();
  }

  private get base(): string {
    return this.dataset['base'] ?? '/';
  }

  private get language(): Lang {
    return isLang(this.dataset['lang']) ? this.dataset['lang'] : defaultLang;
  }

  /** The kind of page that the reader wants to see alone. */
  private get only(): Kind | undefined {
    const value = this.filters?.querySelector<HTMLInputElement>('input:checked')?.value;
    return isKind(value) ? value : undefined;
  }

  private narrowTo(kind: Kind | undefined): void {
    for (const choice of this.choices()) choice.checked = choice.value === (kind ?? '');
  }

  private choices(): readonly HTMLInputElement[] {
    return [...(this.filters?.querySelectorAll('input') ?? [])];
  }

  private askSoon(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.restart(), pause);
  }

  private restart(): void {
    clearTimeout(this.timer);
    this.limit = pageSize;
    void this.answer();
  }

  private async answer(): Promise<void> {
    const turn = ++this.turn;
    const text = this.input.value.trim();
    if (text === '') {
      // The next question is asked of everything again.
      this.narrowTo(undefined);
      this.show(undefined, '');
      return;
    }
    this.list.ariaBusy = 'true';
    if (this.list.childElementCount === 0) this.status.textContent = this.strings.loading;
    try {
      const lang = this.language;
      const index = await loadIndex(this.base, lang);
      const { only, limit } = this;
      const answer = await ask(index, { text, lang, first: this.dataset['first'], only, limit });
      if (turn === this.turn) this.show(answer, this.report(text, answer, only));
    } catch {
      if (turn === this.turn) this.show(undefined, this.strings.failed);
    }
  }

  /** What the reader is told about an answer, and a screen reader says. */
  private report(text: string, { total, results, mended }: Answer, only: Kind | undefined): string {
    const { none, noneOfKind, one, many, shown } = this.strings;
    const question = text.slice(0, 80);
    if (total === 0)
      return only ? fill(noneOfKind, { question, kind: this.strings.kinds[only] }) : fill(none, { question });
    const count =
      total === 1 ? one : fill(results.length < total ? shown : many, { n: total, shown: results.length });
    return mended === undefined ? count : fill(this.strings.mended, { question: mended.slice(0, 80), count });
  }

  /** @param answer undefined where nothing was asked, or nothing could be */
  private show(answer: Answer | undefined, status: string): void {
    const { results, total, kinds } = answer ?? { results: [], total: 0, kinds: new Map<Kind, number>() };
    const all = [...kinds.values()].reduce((sum, n) => sum + n, 0);
    const focused = this.list.contains(document.activeElement) || document.activeElement === this.more;
    const before = this.list.childElementCount;
    this.status.textContent = status;
    this.list.ariaBusy = 'false';
    this.list.replaceChildren(...results.map((result) => row(result, this.strings.kinds)));
    this.hint.hidden = !answer || all > 0;
    this.everything.hidden = total > 0 || all === 0;
    if (this.filters) {
      this.filters.hidden = all === 0;
      for (const { value, nextElementSibling } of this.choices())
        nextElementSibling!.textContent = String(isKind(value) ? (kinds.get(value) ?? 0) : all);
    }
    this.more.hidden = results.length >= total;
    // "Show more" rebuilds the list: the first new row takes the focus that its button may lose.
    if (focused && results.length > before) this.list.children[before]?.querySelector('a')?.focus();
  }

  /** Arrow keys walk from the box through the results and back. */
  private moveFocus(event: KeyboardEvent): void {
    if (event.isComposing || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    const stops: HTMLElement[] = [this.input, ...this.list.querySelectorAll<HTMLElement>('a')];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    if (at === -1) return;
    const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}

function row({ url, title, kind, excerpt, sections }: Result, kinds: Strings['kinds']): HTMLLIElement {
  const item = document.createElement('li');
  item.append(link(url, title));
  if (kind) {
    const mark = document.createElement('span');
    mark.className = 'hr-search-kind';
    mark.textContent = kinds[kind];
    item.append(' ', mark);
  }
  const text = document.createElement('p');
  // Pagefind escapes the page's text at build and adds only <mark>; nothing the reader typed is in it.
  text.innerHTML = excerpt;
  item.append(text);
  if (sections.length > 0) {
    const list = document.createElement('ul');
    for (const section of sections) {
      const entry = document.createElement('li');
      entry.append(link(section.url, section.title));
      list.append(entry);
    }
    item.append(list);
  }
  return item;
}

function link(url: string, text: string): HTMLAnchorElement {
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.textContent = text;
  return anchor;
}

if (!customElements.get('headroom-search')) {
  document.head.append(Object.assign(document.createElement('style'), { textContent: styles }));
  customElements.define('headroom-search', HeadroomSearch);
}
