import { randomBytes } from 'node:crypto';

const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

/** A short id that a person can read aloud (no 0/o, 1/l/i). `length` characters of 31 symbols. */
export function shortId(length: number, bytes: (count: number) => Uint8Array = randomBytes): string {
  return Array.from(bytes(length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** Lower-case words joined by hyphens, at most `maxLength` characters, cut at a word; empty if nothing is left. */
export function slug(text: string, maxLength: number): string {
  const words = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f']/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let result = '';
  for (const word of words) {
    const next = result === '' ? word : `${result}-${word}`;
    if (next.length > maxLength) break;
    result = next;
  }
  return result === '' ? (words[0] ?? '').slice(0, maxLength) : result;
}
