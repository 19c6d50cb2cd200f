const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** A letter of Latin script. */
const LETTER = '[a-z\\u00c0-\\u024f]';

/**
 * A pattern of words in several languages, written with commas between them: `fix*` is any word that begins so, and a word of Japanese or
 * Chinese stands anywhere, because these languages write no blanks.
 */
export function cue(list: string): RegExp {
  const words = list
    .trim()
    .split(/\s*,\s*|\s*\n\s*/)
    .filter((word) => word !== '');
  const stems = (word: string) => word.replaceAll('*', `${LETTER}*`).replaceAll('\\p{L}', LETTER);
  const free = words.filter((word) => CJK.test(word));
  const bounded = words.filter((word) => !CJK.test(word)).map(stems);
  const parts = [
    ...(bounded.length === 0 ? [] : [`(?<!${LETTER}|\\d)(?:${bounded.join('|')})(?!${LETTER}|\\d)`]),
    ...free,
  ];
  return new RegExp(parts.join('|'), 'iu');
}

const QUOTED =
  /(?<![\p{L}\p{N}])'[^'\n]{2,80}'(?![\p{L}\p{N}])|"[^"\n]{2,80}"|“[^”\n]{2,80}”|„[^“”\n]{2,80}[“”]|«[^»\n]{2,80}»|「[^」\n]{2,80}」/gu;

/** An idea without the words that it quotes: a label `Report a bug` says nothing about bugs. */
export function withoutQuotes(idea: string): string {
  return idea.replace(QUOTED, ' … ');
}

const ORDERS = cue(`
ignore (?:all|any|the|every|previous)*, ignore (?:all |any |the )?(?:previous |other |above )?instructions, system, you are now, answer testable, low risk, no objection, approved by*, this plan is approved*, developer mode, disregard*, override the rules,
ignoriere*, ignorez*, ignora*, negeer*, zignoruj*, 無視して, geringem risiko, risque faible, riesgo bajo
`);

/** The sentences of an idea that speak about the product; orders to the reader are left out. */
export function withoutOrders(idea: string): string {
  const kept = idea
    .replace(/\[\[[^\]]*\]\]/g, ' ')
    .split(/(?<=[.!?:;\n。！？])\s*/u)
    .filter((sentence) => !ORDERS.test(sentence));
  return kept.join(' ').trim();
}
