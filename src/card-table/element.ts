/**
 * `<headroom-cards>`: brings the table of cards to life. The rows stand in the page; this reads what their cells say,
 * hides, moves and marks them, and keeps what the reader asked for in the address.
 */
import { fill } from '../../content/i18n/format.ts';
import type { catalogTable } from '../../content/i18n/en/table.ts';
import type { calculator } from '../../content/i18n/en/calculator.ts';
import type { Ignored } from '../calculators/shared/codec.ts';
import { linkedClass } from '../calculators/shared/linked.ts';
import { suggest } from '../estimation/suggest.ts';
import { columnIds, columnOf, type ColumnId } from './columns.ts';
import { chain } from './match.ts';
import { activeFilters, filterOf, nextSort, sorted, type Row } from './rows.ts';
import {
  createTableCodec,
  filters,
  listOf,
  mostCompared,
  ranges,
  readSlugs,
  type Filter,
  type TableState,
} from './state.ts';

/** What the page hands over: words, names of series and segments, where the comparison stands. */
export interface TableData {
  strings: Pick<
    typeof catalogTable,
    | 'columns'
    | 'segments'
    | 'supports'
    | 'count'
    | 'remove'
    | 'chips'
    | 'empty'
    | 'tray'
    | 'sorted'
    | 'ascending'
    | 'descending'
    | 'bySeries'
    | 'copied'
    | 'copyFailed'
    | 'unknown'
    | 'card'
    | 'any'
  > & { ignored: (typeof calculator)['shared']['ignored']; invalid: string };
  /** Series by id, in the order of the page. */
  series: Record<string, string>;
  /** Address of the comparison. */
  compare: string;
}

interface PageRow extends Row {
  element: HTMLTableRowElement;
  box: HTMLInputElement;
  /** The series it stands under. */
  home: HTMLTableSectionElement;
  /** Whether the filters leave it in. */
  passes: boolean;
}

/** Long enough that a reader who is still typing is not talked over. */
const quietMs = 700;
/** Browsers refuse more than about a hundred address changes in half a minute; typing must stay below. */
const writeDelayMs = 250;

/** Rows of those that the page holds back until it has been painted, in one task: few enough for a phone to stay awake. */
const lateRowsAtOnce = 10;
/** About as many rows as a window shows. */
const rowsAtOnce = 28;
const frameMs = 16;

class HeadroomCards extends HTMLElement {
  private data!: TableData;
  private codec!: ReturnType<typeof createTableCodec>;
  private state!: TableState;
  private rows: PageRow[] = [];
  private table!: HTMLTableElement;
  private form!: HTMLFormElement;
  /** Where the rows stand while they are sorted by a column, out of their series. */
  private flat!: HTMLTableSectionElement;
  /** The rows in the order of the sort. */
  private order: PageRow[] = [];
  private showTimer = 0;
  private lateTimer = 0;
  private sayTimer = 0;
  private writeTimer = 0;

  connectedCallback(): void {
    if (this.table) return;
    this.data = JSON.parse(this.find('data').textContent!) as TableData;
    this.codec = createTableCodec(Object.keys(this.data.series));
    this.table = this.querySelector('table')!;
    this.form = this.querySelector('form')!;
    this.flat = this.table.createTBody();
    this.rows = [...this.table.querySelectorAll<HTMLTableRowElement>('tr[data-segment]')].map((row) =>
      this.readRow(row),
    );
    this.order = this.rows;
    this.lateTimer = window.setTimeout(() => this.showLate(lateRowsAtOnce), frameMs);
    this.listen();
    this.readAddress();
    for (const control of this.querySelectorAll<HTMLButtonElement>(':disabled')) control.disabled = false;
    this.classList.remove(linkedClass);
  }

  private find<E extends HTMLElement>(name: string): E {
    return this.querySelector<E>(`[data-part="${name}"]`)!;
  }

  private readRow(element: HTMLTableRowElement): PageRow {
    const home = element.parentElement as HTMLTableSectionElement;
    const box = element.querySelector<HTMLInputElement>('input')!;
    const link = element.querySelector('a')!;
    const cell = (id: ColumnId) => element.getElementsByClassName(id)[0]!.textContent!.trim();
    const series = home.id;
    const segment = element.dataset['segment']!;
    const { strings } = this.data;
    const known = new Map<ColumnId, number | string | null>();
    return {
      element,
      box,
      home,
      slug: box.value,
      name: link.textContent!,
      series,
      segment,
      text: chain(
        [
          this.data.series[series],
          link.textContent,
          cell('chip'),
          cell('arch'),
          segment,
          strings.segments[segment as 'desktop'],
        ].join(' '),
      ),
      passes: true,
      value: (id) => {
        let value = known.get(id);
        if (value === undefined) known.set(id, (value = readCell(cell(id), id)));
        return value;
      },
    };
  }

  // What the reader does.

  private listen(): void {
    this.form.addEventListener('submit', (event) => event.preventDefault());
    this.form.addEventListener('input', (event) => {
      const control = event.target as HTMLInputElement;
      if ((event as InputEvent).isComposing) return;
      if (control.name === 'cols') this.update({ columns: this.checked('cols') }, 'push');
      else this.readControls(control.type === 'search' || control.type === 'number' ? 'replace' : 'push');
    });
    this.form.addEventListener('compositionend', () => this.readControls('replace'));
    this.table.tHead!.addEventListener('click', (event) => {
      const id = (event.target as Element).closest('button')?.dataset['sort'];
      if (id) this.update({ sort: nextSort(this.state.sort, id as ColumnId) }, 'push');
    });
    this.table.addEventListener('change', (event) => this.pick((event.target as HTMLInputElement).value));
    this.addEventListener('click', (event) => {
      const button = (event.target as Element).closest<HTMLElement>('button');
      if (!button) return;
      const { remove, drop, part } = button.dataset;
      if (remove) this.removeFilter(remove as Filter);
      else if (drop) this.pick(drop);
      else if (part === 'clear') this.clearFilters();
      else if (part === 'columns-auto' || part === 'columns-all') {
        this.update({ columns: part === 'columns-all' ? columnIds.join(',') : '' }, 'push');
        this.writeColumns();
      } else if (part === 'tray-clear') this.update({ chosen: '' }, 'replace');
      else if (part === 'dismiss') this.find('notice').replaceChildren();
      else if (part === 'copy') void this.copy();
    });
    this.find('menu-cols').addEventListener('beforetoggle', () => this.writeColumns());
    addEventListener('popstate', () => this.readAddress());
  }

  private checked(name: string): string {
    const boxes = this.form.querySelectorAll<HTMLInputElement>(`[name="${name}"]:checked`);
    return [...boxes].map(({ value }) => value).join(',');
  }

  private readControls(history: 'push' | 'replace'): void {
    const control = (name: string) => this.form.elements.namedItem(name) as HTMLInputElement;
    const optional = (name: 'mem' | 'price' | 'from', range: { min: number; max: number }) => {
      const { value } = control(name);
      return value === '' || !control(name).checkValidity() || Number(value) < range.min
        ? null
        : Number(value);
    };
    const price = control('price');
    const wrong = !price.checkValidity();
    price.setAttribute('aria-invalid', String(wrong));
    this.find('price-wrong').textContent = wrong ? fill(this.data.strings.invalid, { ...ranges.price }) : '';
    this.update(
      {
        query: control('q').value.trim().slice(0, 60),
        segments: this.checked('segment'),
        series: this.checked('series'),
        supports: this.checked('has'),
        memory: optional('mem', ranges.memory),
        price: optional('price', ranges.price),
        year: optional('from', ranges.year),
      },
      history,
    );
  }

  private removeFilter(name: Filter): void {
    this.update({ [name]: this.codec.defaults[name] }, 'push');
    this.find('count').focus();
  }

  private clearFilters(): void {
    this.update(Object.fromEntries(filters.map((name) => [name, this.codec.defaults[name]])), 'push');
    this.find('count').focus();
  }

  private pick(slug: string): void {
    const chosen = listOf(this.state.chosen);
    const rest = chosen.filter((other) => other !== slug);
    if (rest.length === chosen.length && chosen.length >= mostCompared) {
      this.row(slug)!.box.checked = false;
      this.say(this.data.strings.tray.full);
      this.find('tray-note').textContent = this.data.strings.tray.full;
      return;
    }
    const next = rest.length === chosen.length ? [...chosen, slug] : rest;
    this.update({ chosen: next.join(',') }, 'replace');
  }

  private row = (slug: string) => this.rows.find((row) => row.slug === slug);

  private async copy(): Promise<void> {
    const status = this.find('copy-status');
    try {
      clearTimeout(this.writeTimer);
      this.write('replace');
      await navigator.clipboard.writeText(location.href);
      status.textContent = this.data.strings.copied;
    } catch {
      status.textContent = this.data.strings.copyFailed;
    }
  }

  // State and address.

  private readAddress(): void {
    const { state, ignored } = this.codec.parse(location.search);
    const { slugs, unknown, dropped } = readSlugs(state.chosen, new Set(this.rows.map(({ slug }) => slug)));
    const { unknown: words } = this.data.strings;
    this.notice([
      ...ignored.map((entry) => this.reason(entry)),
      ...unknown.map((value) => {
        const near = suggest(
          value,
          this.rows.map(({ slug }) => slug),
        );
        return fill(near.length ? words.near : words.card, { value, names: near.join(', ') });
      }),
      ...(dropped > 0 ? [fill(words.many, { n: slugs.length + dropped, most: mostCompared })] : []),
    ]);
    this.apply({ ...state, chosen: slugs.join(',') });
    this.writeControls();
  }

  private reason(entry: Ignored): string {
    return fill(this.data.strings.ignored.reasons[entry.code], { ...entry });
  }

  private notice(lines: readonly string[]): void {
    const box = this.find('notice');
    box.replaceChildren();
    if (lines.length === 0) return;
    const { title, dismiss, more } = this.data.strings.ignored;
    const most = 5;
    const shown = lines.slice(0, most);
    if (lines.length > most) shown.push(fill(more, { n: lines.length - most }));
    const head = make(
      'p',
      make('strong', title),
      make('button', dismiss, { 'data-part': 'dismiss', type: 'button' }),
    );
    box.append(make('div', head, make('ul', ...shown.map((line) => make('li', line)))));
  }

  private update(change: Partial<TableState>, history: 'push' | 'replace'): void {
    const next = this.codec.follow(this.state, change);
    const fromControls =
      'query' in change && 'series' in change && change.query !== this.codec.defaults.query;
    this.apply(next);
    if (!fromControls) this.writeControls();
    clearTimeout(this.writeTimer);
    if (history === 'push') this.write('push');
    else this.writeTimer = window.setTimeout(() => this.write('replace'), writeDelayMs);
  }

  private write(how: 'push' | 'replace'): void {
    const query = this.codec.serialise(this.state);
    const address = `${location.pathname}${query && `?${query}`}${location.hash}`;
    if (address === location.pathname + location.search + location.hash) return;
    history[how === 'push' ? 'pushState' : 'replaceState'](history.state, '', address);
  }

  /** Shows a state: only what differs from the last one is touched. */
  private apply(state: TableState): void {
    const before = this.state as TableState | undefined;
    this.state = state;
    const resorted = state.sort !== (before?.sort ?? 'series');
    const refiltered = filters.some((name) => state[name] !== (before ?? this.codec.defaults)[name]);
    if (resorted || refiltered) this.showLate(Infinity);
    if (resorted) this.sort();
    if (refiltered) this.filter();
    if (resorted || refiltered) this.show();
    if (state.columns !== (before?.columns ?? '')) this.showColumns();
    if (state.chosen !== (before?.chosen ?? '')) this.showTray(before?.chosen ?? '');
  }

  /** Brings the next rows that the page holds back, and the others after them. */
  private showLate(atOnce: number): void {
    clearTimeout(this.lateTimer);
    const late = [...this.table.getElementsByClassName('late')];
    for (const row of late.slice(0, atOnce)) row.classList.remove('late');
    if (late.length > atOnce) this.lateTimer = window.setTimeout(() => this.showLate(atOnce), frameMs);
  }

  private sort(): void {
    const { sort } = this.state;
    const id = sort.replace(/^-/, '');
    // Before anything has moved: later it would cost a layout of its own.
    this.querySelector('.scroll')!.scrollTop = 0;
    for (const heading of this.table.tHead!.querySelectorAll('th')) {
      const own = heading.querySelector('button')?.dataset['sort'];
      if (own === id) heading.ariaSort = sort.startsWith('-') ? 'descending' : 'ascending';
      else if (own) heading.removeAttribute('aria-sort');
    }
    this.order = sorted(this.rows, sort);
    for (const { element } of this.order) element.hidden = true;
    if (sort === 'series') for (const row of this.order) row.home.append(row.element);
    else this.flat.append(...this.order.map(({ element }) => element));
    const { strings } = this.data;
    this.say(
      id === 'series'
        ? strings.bySeries
        : fill(strings.sorted, {
            column: id === 'name' ? strings.card : strings.columns[id as ColumnId].name,
            order: sort.startsWith('-') ? strings.descending : strings.ascending,
          }),
    );
  }

  private filter(): void {
    const passes = filterOf(this.state);
    let shown = 0;
    for (const row of this.rows) if ((row.passes = passes(row))) shown += 1;
    const active = activeFilters(this.state);
    const count = fill(this.data.strings.count, { shown, total: this.rows.length });
    this.find('count').textContent = count;
    this.find('chips').replaceChildren(...active.map((name) => make('li', this.filterButton(name))));
    this.find('clear').hidden = active.length === 0;
    for (const [name, filter] of [
      ['series', 'series'],
      ['has', 'supports'],
    ] as const) {
      this.find(`value-${name}`).textContent =
        this.state[filter] === '' ? this.data.strings.any : this.filterLabel(filter);
    }
    const empty = this.find('empty');
    empty.hidden = shown > 0;
    if (shown === 0) {
      this.find('empty-ways').replaceChildren(
        ...active.flatMap((name) => {
          const without = this.rows.filter(filterOf(this.state, name)).length;
          if (without === 0) return [];
          const label = fill(this.data.strings.empty.without, { filter: this.filterLabel(name), n: without });
          return [make('li', make('button', label, { 'data-remove': name, type: 'button' }))];
        }),
      );
    }
    this.say(count);
  }

  /**
   * Hides the rows that do not pass and shows those that do: what can be in sight at once, the rest a few at a time in
   * the frames after, because a row costs most when it comes back.
   */
  private show(): void {
    clearTimeout(this.showTimer);
    const bodies = new Set<HTMLTableSectionElement>();
    let room = rowsAtOnce;
    const later: PageRow[] = [];
    for (const row of this.order) {
      const { element, passes } = row;
      if (!passes) {
        if (!element.hidden) element.hidden = true;
        continue;
      }
      if (room-- > 0 || !element.hidden) {
        element.hidden = false;
        bodies.add(element.parentElement as HTMLTableSectionElement);
      } else later.push(row);
    }
    // A series without a card in sight has no heading either.
    for (const body of this.table.tBodies) body.hidden = !bodies.has(body);
    const next = () => {
      for (const { element } of later.splice(0, rowsAtOnce)) {
        element.hidden = false;
        element.parentElement!.hidden = false;
      }
      if (later.length > 0) this.showTimer = window.setTimeout(next, frameMs);
    };
    if (later.length > 0) this.showTimer = window.setTimeout(next, 2 * frameMs);
  }

  private filterLabel(name: Filter): string {
    const { strings, series } = this.data;
    const value = String(this.state[name]);
    if (name === 'segments')
      return listOf(value)
        .map((id) => strings.segments[id as 'desktop'])
        .join(', ');
    if (name === 'series')
      return listOf(value)
        .map((id) => series[id])
        .join(', ');
    if (name === 'supports')
      return listOf(value)
        .map((id) => strings.supports[id as 'bf16'])
        .join(' + ');
    return fill(strings.chips[name], { value });
  }

  private filterButton(name: Filter): HTMLElement {
    const label = this.filterLabel(name);
    const says = fill(this.data.strings.remove, { filter: label });
    return make('button', label, { 'data-remove': name, type: 'button', 'aria-label': says });
  }

  private showColumns(): void {
    const chosen = listOf(this.state.columns);
    const { classList } = this.table;
    classList.toggle('suited', chosen.length === 0);
    for (const id of columnIds) {
      classList.toggle(`without-${id}`, chosen.length > 0 && !chosen.includes(id));
    }
  }

  private showTray(before: string): void {
    const chosen = listOf(this.state.chosen);
    for (const slug of new Set([...listOf(before), ...chosen])) {
      const row = this.row(slug)!;
      row.box.checked = chosen.includes(slug);
      row.element.classList.toggle('chosen', row.box.checked);
    }
    const { tray } = this.data.strings;
    this.find('tray').hidden = chosen.length === 0;
    this.find('tray-cards').replaceChildren(
      ...chosen.map((slug) => {
        const { name } = this.row(slug)!;
        const says = fill(tray.drop, { name });
        return make('li', make('button', name, { 'data-drop': slug, type: 'button', 'aria-label': says }));
      }),
    );
    const go = this.find<HTMLAnchorElement>('tray-go');
    go.hidden = chosen.length < 2;
    go.href = `${this.data.compare}?gpus=${chosen.join(',')}`;
    go.textContent = fill(tray.go, { n: chosen.length });
    this.find('tray-note').textContent = chosen.length === 1 ? tray.one : '';
  }

  private writeControls(): void {
    const { state } = this;
    this.check('segment', listOf(state.segments));
    this.check('series', listOf(state.series));
    this.check('has', listOf(state.supports));
    const set = (name: string, value: string | number | null) => {
      const control = this.form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement;
      const text = value === null ? '' : String(value);
      // A number from an address need not be among those offered.
      if (control instanceof HTMLSelectElement && ![...control.options].some((o) => o.value === text)) {
        control.add(new Option(text, text));
      }
      if (control.value !== text) control.value = text;
    };
    set('q', state.query);
    set('mem', state.memory);
    set('price', state.price);
    set('from', state.year);
  }

  private check(name: string, words: readonly string[]): void {
    for (const box of this.form.querySelectorAll<HTMLInputElement>(`[name="${name}"]`)) {
      box.checked = words.includes(box.value);
    }
  }

  private writeColumns(): void {
    const { columns } = this.state;
    this.check('cols', columns === '' ? this.visibleColumns() : listOf(columns));
  }

  /** Columns in sight, as the style sheet chooses them by the width of the window. */
  private visibleColumns(): string[] {
    return columnIds.filter((id) => {
      const heading = this.table.tHead!.getElementsByClassName(id)[0]!;
      return getComputedStyle(heading).display !== 'none';
    });
  }

  /** Tells a screen reader, once things have stood still; says nothing on arrival. */
  private say(text: string): void {
    clearTimeout(this.sayTimer);
    if (!this.isReady) return;
    this.sayTimer = window.setTimeout(() => (this.find('said').textContent = text), quietMs);
  }

  private get isReady(): boolean {
    return !this.form.querySelector('fieldset')!.disabled;
  }
}

/** What a cell sorts by: its last number (the upper end of a range, the price after its year), its text, or nothing. */
function readCell(text: string, id: ColumnId): number | string | null {
  if (text === '' || text.startsWith('—')) return null;
  if (columnOf(id).kind !== 'number') return text;
  const found = text.replaceAll(',', '').match(/\d+(?:\.\d+)?/g);
  return found ? Number(found.at(-1)) : null;
}

function make(tag: string, ...content: (string | HTMLElement | Record<string, string>)[]): HTMLElement {
  const element = document.createElement(tag);
  for (const part of content) {
    if (typeof part === 'string' || part instanceof HTMLElement) element.append(part);
    else for (const [name, value] of Object.entries(part)) element.setAttribute(name, value);
  }
  return element;
}

customElements.define('headroom-cards', HeadroomCards);
