/** Runs in the page that shows how to embed a widget: snippets and preview follow what the reader chooses. */
import type { WidgetType } from './protocol.ts';
import {
  elementAttributes,
  iframeSnippet,
  loaderSnippet,
  stateOf,
  widgetUrl,
  type SnippetOptions,
  type SpokenLanguage,
  type Theme,
} from './snippet.ts';

const writers = { loader: loaderSnippet, iframe: iframeSnippet, address: widgetUrl };

export function connect(box: HTMLElement): void {
  const form = box.querySelector('form')!;
  const widget = box.querySelector('headroom-widget')!;
  const named = form.elements as HTMLFormControlsCollection &
    Record<'type' | 'lang' | 'theme', HTMLSelectElement> &
    Record<'state', HTMLInputElement>;
  /** Lists that write one key of the state. */
  const lists = [...form.querySelectorAll<HTMLSelectElement>('[data-key]')];
  const root = new URL(box.dataset['base']!, location.href).href;
  const languages = JSON.parse(box.dataset['languages']!) as Record<string, SpokenLanguage>;
  const code = (id: string) => box.querySelector(`[data-snippet="${id}"]`)!;

  const read = (): SnippetOptions => {
    const type = named.type.value as WidgetType;
    const language = languages[named.lang.value]!;
    const theme = named.theme.value as Theme;
    return { root, type, language, theme, state: stateOf(named.state.value), title: language.titles[type] };
  };

  /** Shows in the lists what the text says; an address of a calculator also says which, and in what language. */
  const adopt = (text: string) => {
    const [, lang, type] = /\/(?:(zh-cn)\/)?(?:calculators|embed)\/(gpu|precision)\//.exec(text) ?? [];
    if (type) {
      named.type.value = type;
      named.lang.value = lang ?? 'en';
    }
    const state = new URLSearchParams(stateOf(text));
    // What is in no list (a model of one's own) leaves the list blank.
    for (const list of lists) list.value = state.get(list.dataset['key']!) ?? '';
  };

  /** Writes what the lists say into the text, where the rest of the state stands. */
  const enter = () => {
    const state = new URLSearchParams(stateOf(named.state.value));
    for (const list of lists) {
      const key = list.dataset['key']!;
      const only = list.closest<HTMLElement>('[data-only]')?.dataset['only'];
      if (only && only !== named.type.value) state.delete(key);
      else if (list.value) state.set(key, list.value);
      else if (list.selectedIndex === 0) state.delete(key);
    }
    named.state.value = String(state);
  };

  /** The widget gets the attributes that the snippet shows: what the reader sees is what they paste. */
  const preview = (options: SnippetOptions) => {
    const shown = new Map(elementAttributes(options).reverse());
    for (const name of widget.getAttributeNames()) {
      if (name !== 'style' && !shown.has(name)) widget.removeAttribute(name);
    }
    for (const [name, value] of shown) {
      if (widget.getAttribute(name) !== value) widget.setAttribute(name, value);
    }
  };

  const show = () => {
    const options = read();
    for (const place of box.querySelectorAll<HTMLElement>('[data-only]')) {
      place.hidden = place.dataset['only'] !== options.type;
    }
    for (const [id, write] of Object.entries(writers)) code(id).textContent = write(options);
    return options;
  };

  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', ({ target }) => {
    if (target === named.state) adopt(named.state.value);
    else enter();
    preview(show());
  });
  form.querySelector('fieldset')!.disabled = false;
  // A browser that comes back to the page may have kept what was chosen.
  adopt(named.state.value);
  preview(show());
}
