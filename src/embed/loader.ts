/**
 * `/embed/v1.js`: defines `<headroom-widget>`, which shows a calculator in an iframe and sizes it to its content.
 * Runs in other people's pages: it is a classic script, leaves no global behind and trusts nothing it is sent.
 *
 *   <script src="https://…/embed/v1.js" async></script>
 *   <headroom-widget type="gpu" lang="en" theme="auto" model="llama-3.1-8b"></headroom-widget>
 *
 * `type` and `lang` choose the page, `title` and `height` belong to the frame, `theme` and all other attributes go into
 * the address of the widget, which says so when it does not know one.
 */
import { initialHeight, readHeight } from './protocol.ts';

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
    this.frame ??= document.createElement('iframe');
    const { frame } = this;
    frame.loading = 'lazy';
    frame.style.cssText = 'display:block;width:100%;border:0';
    this.style.display ||= 'block';
    this.update();
    this.replaceChildren(frame);
    this.observer.observe(this, { attributes: true });
    addEventListener('message', this);
  }

  disconnectedCallback(): void {
    this.observer.disconnect();
    removeEventListener('message', this);
  }

  handleEvent({ source, origin, data }: MessageEvent): void {
    if (!source || source !== this.frame?.contentWindow || origin !== root.origin) return;
    const height = readHeight(data);
    if (height !== null) this.frame.style.height = `${height}px`;
  }

  private update(): void {
    const type = this.getAttribute('type') === 'precision' ? 'precision' : 'gpu';
    const chinese = /^zh\b/i.test(this.getAttribute('lang') ?? '');
    const url = new URL(`${chinese ? 'zh-cn/' : ''}embed/${type}/`, root);
    for (const { name, value } of this.attributes) {
      if (!ownAttributes.test(name)) url.searchParams.set(name, value);
    }
    const frame = this.frame!;
    frame.title = this.getAttribute('title') ?? titles[type][chinese ? 1 : 0];
    if (frame.src === url.href) return;
    frame.style.height = `${readHeight({ headroom: 1, height: Number(this.getAttribute('height')) || initialHeight[type] })}px`;
    frame.src = url.href;
  }
}

if (!customElements.get('headroom-widget')) customElements.define('headroom-widget', HeadroomWidget);
