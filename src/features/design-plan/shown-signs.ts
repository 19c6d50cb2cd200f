import { isolated } from '#block-kit/text.ts';

/** A sign as a reader sees it: a letter with its marks, or a sign that is written out. */
const SIGN = /\\u[\da-f]{4}|\\.|\P{M}\p{M}*|\p{M}/gsu;
/** A text between quotation marks, whose end may be cut off, or a plain name. */
const WORD = /"(?:[^"\\]|\\.)*"?|[^".,:[\]{}]+/gs;
const MORE = '…';

/** Written JSON, or the name of a place, sign by sign. */
export function signsOf(written: string): readonly string[] {
  return written.match(SIGN) ?? [];
}

/** Up to `most` of the signs from one on, with an ellipsis for what is left out at either end. */
export function cutSigns(signs: readonly string[], from: number, most: number): string {
  const isWhole = signs.length - from <= most;
  const shown = signs.slice(from, isWhole ? undefined : from + most - 1).join('');
  const end = isWhole ? '' : MORE;
  // The first quotation mark of a rest may end a text, so the words in it are not known.
  return from > 0 ? isolated(`${MORE}${shown}${end}`) : withIsolatedWords(`${shown}${end}`);
}

/** JSON in which names and values that are written from right to left stay beside each other in their order. */
export function withIsolatedWords(written: string): string {
  return written.replace(WORD, isolated);
}

/** All of the signs in pieces, each with up to `most` of them. */
export function signPieces(signs: readonly string[], most: number): readonly string[] {
  const count = Math.ceil(signs.length / most);
  if (count <= 1) return [cutSigns(signs, 0, most)];
  return Array.from({ length: count }, (_, at) => {
    const end = at < count - 1 ? MORE : '';
    return isolated(`${at > 0 ? MORE : ''}${signs.slice(at * most, (at + 1) * most).join('')}${end}`);
  });
}
