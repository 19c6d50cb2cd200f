import { readFileSync } from 'node:fs';

/** The meanings of English words as vectors: which words are used like which. */
export interface WordMeanings {
  /** A vector of length 1; null if the word is in letters or digits that are not known. The word is in lower case, without accents. */
  of(word: string): Float32Array | null;
}

/** The pieces of words with their vectors, made by tools/word-pieces/make.py. */
const FILE = new URL('./word-pieces/pieces.bin', import.meta.url);
/** Three numbers of four bytes come first: pieces, numbers of a vector, bytes of text. */
const HEAD = 12;
/** So many words are kept ready. */
const MOST_KEPT = 50_000;

let loaded: WordMeanings | null = null;

/** The meanings that come with the product, read at the first call (2.8 MB). */
export function shippedMeanings(): WordMeanings {
  loaded ??= readMeanings(readFileSync(FILE));
  return loaded;
}

/** Reads a file of pieces. A word that is no piece is the sum of the longest pieces it is made of, from its front, as the model reads it. */
export function readMeanings(file: Uint8Array): WordMeanings {
  const head = new DataView(file.buffer, file.byteOffset, HEAD);
  const [size, textBytes] = [head.getUint32(4, true), head.getUint32(8, true)];
  const text = new TextDecoder().decode(file.subarray(HEAD, HEAD + textBytes));
  const places = new Map(text.split('\n').map((piece, at) => [piece, at]));
  const numbers = new Int8Array(file.buffer, file.byteOffset + HEAD + textBytes);
  const kept = new Map<string, Float32Array | null>();
  const read = (word: string): Float32Array | null => {
    const pieces = piecesOf(word, places);
    if (pieces === null) return null;
    const sum = new Float32Array(size);
    for (const at of pieces) addUnit(sum, numbers.subarray(at * size, (at + 1) * size));
    return unit(sum);
  };
  return {
    of: (word) => {
      const known = kept.get(word);
      if (known !== undefined) return known;
      if (kept.size >= MOST_KEPT) kept.clear();
      const vector = read(word);
      kept.set(word, vector);
      return vector;
    },
  };
}

/** The places of a word's pieces in the table; null if it has a character that no piece has. Those after the first are written `##piece`. */
function piecesOf(word: string, places: ReadonlyMap<string, number>): readonly number[] | null {
  const found: number[] = [];
  let from = 0;
  while (from < word.length) {
    let to = word.length;
    let at: number | undefined;
    for (; to > from && at === undefined; to -= 1) {
      at = places.get(`${from === 0 ? '' : '##'}${word.slice(from, to)}`);
    }
    if (at === undefined) return null;
    found.push(at);
    from = to + 1;
  }
  return found;
}

function addUnit(sum: Float32Array, numbers: Int8Array): void {
  const length = Math.sqrt(numbers.reduce((square, number) => square + number * number, 0));
  for (const [at, number] of numbers.entries()) sum[at] = (sum[at] ?? 0) + number / length;
}

/** The same direction with length 1; null if there is none. */
export function unit(vector: Float32Array): Float32Array | null {
  const length = Math.sqrt(dot(vector, vector));
  return length === 0 ? null : vector.map((number) => number / length);
}

/** The product of two vectors of one size; of two of length 1 their cosine. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
