const STOP = new Set(
  'a an and are as at be by for from in into is it its of on or our so that the their them then there these this to we will with you your people users players customers everyone'.split(
    ' ',
  ),
);

/** The words of a text that carry meaning: lower case, without plural s, without filler. */
export function contentWords(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !STOP.has(word))
    .map(stem);
}

/** Drops a plural s: `gates` and `gate` are one word. */
function stem(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

/** How many different content words two texts share. */
export function overlap(one: string, other: string): number {
  const words = new Set(contentWords(other));
  return new Set(contentWords(one).filter((word) => words.has(word))).size;
}

/** At most `length` characters, cut at a word. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length - 1);
  return `${head.slice(0, Math.max(head.lastIndexOf(' '), Math.floor(length / 2)))}…`;
}

/** One line without closing stop. */
export function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.!]+$/, '');
}

/** First letter in upper case. */
export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** First letter in lower case, unless the first word is a name or an abbreviation. */
export function uncapitalised(text: string): string {
  return /^\p{Lu}\p{Ll}/u.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
}

/** `0.015` as `1.5 %`. */
export function asPercent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}
