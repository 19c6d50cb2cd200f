/** No name in the settings is longer, and comparing two long words takes long. In characters. */
const LONGEST = 200;

/** The known word within `edits` single-character edits of what was typed, the nearest first; null if none is so near, or if more than 200 characters were typed. */
export function nearestWord(typed: string, words: readonly string[], edits = 2): string | null {
  if (typed.length > LONGEST) return null;
  // Words whose lengths differ by more are further away; that spares the work for a very long one.
  const near = words.filter((word) => Math.abs(word.length - typed.length) <= edits);
  const ranked = near.map((word) => ({ word, distance: editDistance(typed, word) }));
  ranked.sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= edits ? best.word : null;
}

/** Levenshtein distance in which two neighbours that changed places count as one edit (optimal string alignment), by three rows. */
export function editDistance(a: string, b: string): number {
  let before: readonly number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwap ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change, swap));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
