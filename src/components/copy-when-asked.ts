/** The buttons that copy code: what they do is loaded when a reader comes near one, since most only read. */
const buttonAt = ({ target }: Event) => (target as Element).closest<HTMLButtonElement>('.hr-copy-code');
const load = () => import('./copy-code.ts');

for (const sign of ['pointerover', 'focusin'])
  document.addEventListener(sign, (event) => void (buttonAt(event) && load().catch(() => {})));
document.addEventListener('click', (event) => {
  const button = buttonAt(event);
  if (!button) return;
  // Loaded by then, so that the browser still takes it for the reader's wish.
  load().then(
    ({ copyCode }) => copyCode(button),
    () => (button.textContent = button.dataset['failed']!),
  );
});
