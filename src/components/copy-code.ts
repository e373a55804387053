/** Copies the code beside a button; one place for all of a page says aloud what came of it. */
import { copyText } from '../calculators/shared/clipboard.ts';

const status = document.createElement('div');
status.role = 'status';
status.className = 'sr-only';
document.body.append(status);

const shownMs = 2500;
/** Buttons that say what came of the last press; a further one would take that for their name. */
const busy = new WeakSet<HTMLButtonElement>();

export async function copyCode(button: HTMLButtonElement): Promise<void> {
  if (busy.has(button)) return;
  busy.add(button);
  const { copied, failed } = button.dataset;
  const name = button.textContent;
  const code = button.parentElement!.querySelector('pre')!;
  const done = (await copyText(code.textContent)) || copySelected(code);
  button.textContent = status.textContent = (done ? copied : failed)!;
  setTimeout(() => {
    button.textContent = name;
    status.textContent = '';
    busy.delete(button);
  }, shownMs);
}

/** The way that pages without the API have, such as those of a host without HTTPS; what it selects stays selected. */
function copySelected(code: Element): boolean {
  getSelection()!.selectAllChildren(code);
  return document.execCommand('copy');
}
