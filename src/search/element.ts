/**
 * `<headroom-search>`: a search box with a live list of results, used in the search dialog of every page and on the
 * FAQ page. Loaded on the first touch. The markup is written by `SearchBox.astro`; this brings it to life.
 */
import { fill } from '../../content/i18n/format.ts';
import { defaultLang, isLang } from '../../content/i18n/languages.ts';
import type { search as strings } from '../../content/i18n/en/search.ts';
import { ask, loadPagefind, type Result } from './engine.ts';

type Strings = Pick<
  typeof strings,
  'loading' | 'one' | 'many' | 'shown' | 'none' | 'noneHint' | 'failed' | 'more'
>;

const pause = 150;
const pageSize = 8;

class HeadroomSearch extends HTMLElement {
  private input!: HTMLInputElement;
  private status!: HTMLElement;
  private list!: HTMLElement;
  private hint!: HTMLElement;
  private more!: HTMLButtonElement;
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
    this.addEventListener('keydown', (event) => this.moveFocus(event));
    void loadPagefind(this.base).catch(() => undefined);
    if (this.input.value.trim() !== '') this.restart();
  }

  private get base(): string {
    return this.dataset['base'] ?? '/';
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
      this.show([], '');
      return;
    }
    if (this.list.childElementCount === 0) this.status.textContent = this.strings.loading;
    try {
      const lang = isLang(this.dataset['lang']) ? this.dataset['lang'] : defaultLang;
      const pagefind = await loadPagefind(this.base);
      const { total, results } = await ask(pagefind, {
        text,
        lang,
        first: this.dataset['first'],
        limit: this.limit,
      });
      if (turn === this.turn) this.show(results, this.count(text, total, results.length), total);
    } catch {
      if (turn === this.turn) this.show([], this.strings.failed);
    }
  }

  private count(question: string, total: number, shown: number): string {
    if (total === 0) return fill(this.strings.none, { question: question.slice(0, 80) });
    if (total === 1) return this.strings.one;
    return fill(shown < total ? this.strings.shown : this.strings.many, { n: total, shown });
  }

  private show(results: readonly Result[], status: string, total = results.length): void {
    const focused = this.list.contains(document.activeElement) || document.activeElement === this.more;
    const before = this.list.childElementCount;
    this.status.textContent = status;
    this.list.replaceChildren(...results.map(row));
    this.hint.hidden = !(status !== '' && results.length === 0 && status !== this.strings.failed);
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

function row({ url, title, excerpt, sections }: Result): HTMLLIElement {
  const item = document.createElement('li');
  item.append(link(url, title));
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

if (!customElements.get('headroom-search')) customElements.define('headroom-search', HeadroomSearch);
