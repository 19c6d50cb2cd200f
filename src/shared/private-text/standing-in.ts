import type { PrivateKind } from './private-part.ts';

/** What stands in for private text already: it must not be found again. Spans, with the flag `g`. */
export const STANDING_IN = /__WITHHELD_[A-Z]+_\d+__|\[[a-z-]+ removed(?:, p_[a-z0-9]+)?\]|\[redacted\]/g;
const MASK = /\[([a-z-]+) removed(?:, p_[a-z0-9]+)?\]/g;

/** What stands for private text among words of people: `[email removed, p_…]`, with a reference to the original if one is kept. */
export function maskOf(kind: PrivateKind, reference: string | null = null): string {
  return `[${kind} removed${reference === null ? '' : `, ${reference}`}]`;
}

/** A text for readers, to whom a reference says nothing. */
export function withoutReferences(text: string): string {
  return text.replace(MASK, '[$1 removed]');
}

/** A text without the masks, for what is made of its words. */
export function withoutMasks(text: string): string {
  return text.replace(MASK, ' ');
}

/** The kinds of the masks in a text, each as often as it stands there. */
export function masksIn(text: string): readonly string[] {
  return Array.from(text.matchAll(MASK), ([, kind]) => kind ?? '');
}
