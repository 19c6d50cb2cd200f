import { isUtf8 } from 'node:buffer';

/**
 * The text of a blob, byte order mark and line ends kept; null if it is no text. Git does not say which files are text: what is
 * not UTF-8 or holds a zero byte is none.
 */
export function blobText(bytes: Uint8Array): string | null {
  if (!isUtf8(bytes) || bytes.includes(0)) return null;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
