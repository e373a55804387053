/** Puts text on the clipboard; `false` where the page may not (no such API, a frame without permission). */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
