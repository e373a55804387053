/** Runs in the widget: tells the page around it how high the content is. Without a parent there is nobody to tell. */
import { heightMessage } from './protocol.ts';

const content = document.querySelector('[data-embed-content]');

if (content && window.parent !== window) {
  let last = 0;
  new ResizeObserver(() => {
    // The wrapper, not the document: a document is never lower than its frame, so a frame would only ever grow.
    const height = Math.ceil(content.getBoundingClientRect().height);
    if (height === last) return;
    last = height;
    // A height is no secret, and the page around us may be anywhere.
    window.parent.postMessage(heightMessage(height), '*');
  }).observe(content);
}
