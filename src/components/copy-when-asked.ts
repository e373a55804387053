/**
 * The buttons that copy code: what they do is loaded when a reader comes near one, since most only read. By the click it
 * is there, so that the browser still takes it for the reader's wish.
 */
for (const sign of ['pointerover', 'focusin', 'click'])
  document.addEventListener(sign, ({ target }) => {
    const button = (target as Element).closest<HTMLButtonElement>('.hr-copy-code');
    const pressed = sign === 'click';
    if (button)
      import('./copy-code.ts').then<unknown, unknown>(
        ({ copyCode }) => pressed && copyCode(button),
        () => pressed && (button.textContent = button.dataset['failed']!),
      );
  });
