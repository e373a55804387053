/**
 * `/embed/v1.js`: defines `<headroom-widget>`, which shows a calculator in an iframe and sizes it to its content.
 * Runs in other people's pages: it is a classic script, leaves no global behind and trusts nothing it is sent.
 *
 *   <script src="https://…/embed/v1.js" async></script>
 *   <headroom-widget type="gpu" lang="en" theme="auto" model="llama-3.1-8b"></headroom-widget>
 *
 * `type` and `lang` choose the page, `title` and `height` belong to the frame, `theme` and all other attributes go into
 * the address of the widget, which says so when it does not know one. When the frame takes another height, the element
 * dispatches `resize` with `detail.height`, and no other event.
 */
import { heightMessage, initialHeight, readHeight } from './protocol.ts';

const script = document.currentScript as HTMLScriptElement;
/** Root of the site this script came from, base path included. */
const root = new URL('..', script.src);

const ownAttributes =
  /^(type|lang|title|height|class|style|id|slot|hidden|dir|role|tabindex|(data|aria)-.*|on.*)$/;

const titles = {
  gpu: ['Headroom: which GPU fits', 'Headroom：显卡对比'],
  precision: ['Headroom: mixed precision', 'Headroom：混合精度'],
} as const;

class HeadroomWidget extends HTMLElement {
  private frame: HTMLIFrameElement | undefined;
  private readonly observer = new MutationObserver(() => this.update());

  connectedCallback(): void {
    this.style.display ||= 'block';
    this.update();
    this.observer.observe(this, { attributes: true });
    addEventListener('message', this);
  }

  disconnectedCallback(): void {
    this.observer.disconnect();
    removeEventListener('message', this);
  }

  handleEvent({ isTrusted, source, origin, data }: MessageEvent): void {
    // Only what the browser itself delivered: an event made by a script can claim any source and hold anything.
    if (!isTrusted || !source || source !== this.frame?.contentWindow || origin !== root.origin) return;
    const height = readHeight(data);
    if (height !== null) this.resize(height);
  }

  private resize(height: number): void {
    const { style } = this.frame!;
    const wanted = `${height}px`;
    // The room that the snippet keeps free until here.
    this.style.minHeight = '0';
    if (style.height === wanted) return;
    style.height = wanted;
    this.dispatchEvent(new CustomEvent('resize', { detail: { height } }));
  }

  private update(): void {
    const type = this.getAttribute('type') === 'precision' ? 'precision' : 'gpu';
    const chinese = /^zh\b/i.test(this.getAttribute('lang') ?? '');
    const url = new URL(`${chinese ? 'zh-cn/' : ''}embed/${type}/`, root);
    for (const { name, value } of this.attributes) {
      if (!ownAttributes.test(name)) url.searchParams.set(name, value);
    }
    const before = this.frame;
    if (before?.src !== url.href) {
      // A new frame, because a new address in the old one would be a step in the history of the page around it.
      const frame = document.createElement('iframe');
      frame.loading = 'lazy';
      // Set as properties: a policy that forbids inline styles does not forbid these.
      frame.style.cssText = before?.style.cssText ?? 'display:block;width:100%;border:0';
      const asked =
        Number(this.getAttribute('height')) ||
        parseInt(getComputedStyle(this).minHeight) ||
        initialHeight(type, this.clientWidth);
      if (!before) frame.style.height = `${readHeight(heightMessage(asked))}px`;
      frame.src = url.href;
      this.frame = frame;
      // In the shadow: a framework that rendered the element finds it as it left it, and styles of the page stay out.
      (this.shadowRoot ?? this.attachShadow({ mode: 'open' })).replaceChildren(frame);
    }
    this.frame!.title = this.getAttribute('title') ?? titles[type][chinese ? 1 : 0];
  }
}

if (!customElements.get('headroom-widget')) customElements.define('headroom-widget', HeadroomWidget);
