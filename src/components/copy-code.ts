/** Copies the code beside a button; one place for all of a page says aloud what came of it. */
import { copyText } from '../calculators/shared/clipboard.ts';

const status = document.createElement('div');
status.role = 'status';
status.className = 'sr-only';
document.body.append(status);

const shownMs = 2500;

export async function copyCode(button: HTMLButtonElement): Promise<void> {
  const { copied, failed, label } = button.dataset;
  if (label) return;
  const code = button.parentElement!.querySelector('pre')!;
  const done = (await copyText(code.textContent)) || copySelected(code);
  button.dataset['label'] = button.textContent;
  button.textContent = status.textContent = (done ? copied : failed)!;
  setTimeout(() => {
    button.textContent = button.dataset['label']!;
    status.textContent = '';
    delete button.dataset['label'];
  }, shownMs);
}

/** The way that pages without the API have, such as those of a host without HTTPS; what it selects stays selected. */
function copySelected(code: Element): boolean {
  getSelection()!.selectAllChildren(code);
  return document.execCommand('copy');
}
