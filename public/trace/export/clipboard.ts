import { copyToClipboard } from '@elastic/eui';

/**
 * Copies a text; where the browser has no clipboard for the page (plain http, no permission), in the old way.
 * @returns false where neither works: the reader has to copy it by hand then
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (navigator.clipboard?.writeText) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // refused: the old way may still work
  }
  try {
    return copyToClipboard(text);
  } catch {
    return false;
  }
}

/** Hands a file to the browser's downloads. */
export function downloadFile(name: string, type: string, parts: string[]): void {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // the browser reads it after this task
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
