import type { Effect } from '#domain/effect.ts';

/** Beginnings of stamps as earlier versions worded them, and as they are worded today. Stored stamps keep their words. */
const REWORDED: readonly (readonly [earlier: string, today: string])[] = [
  ['Ended without a winner by ', 'Ended without shipping by '],
];

/** Recorded effects in today's words, so that a decision that only reads otherwise counts as the same decision. */
export function inTodaysWords(effects: readonly Effect[]): readonly Effect[] {
  return effects.map((effect) =>
    effect.kind === 'stamp' ? { ...effect, text: REWORDED.reduce(reworded, effect.text) } : effect,
  );
}

function reworded(text: string, [earlier, today]: readonly [string, string]): string {
  return text.startsWith(earlier) ? today + text.slice(earlier.length) : text;
}
