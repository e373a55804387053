/** The buttons that copy code: one listener for all of a page, and one place that says aloud what came of it. */
import { copyText } from '../calculators/shared/clipboard.ts';

const status = document.createElement('div');
status.role = 'status';
status.className = 'sr-only';
document.body.append(status);

document.addEventListener('click', async ({ target }) => {
  const button = (target as Element).closest<HTMLButtonElement>('.hr-copy-code:not([data-label])');
  if (!button) return;
  const code = button.parentElement!.querySelector('pre')!;
  const { copied, failed } = button.dataset;
  const done = (await copyText(code.textContent)) || copySelected(code);
  button.dataset['label'] = button.textContent;
  button.textContent = status.textContent = (done ? copied : failed)!;
  setTimeout(() => {
    button.textContent = button.dataset['label']!;
    status.textContent = '';
    delete button.dataset['label'];
  }, 2500);
});

/** The way that pages without the API have, such as those of a host without HTTPS; what it selects stays selected. */
function copySelected(code: Element): boolean {
  getSelection()!.selectAllChildren(code);
  return document.execCommand('copy');
}
