import { wordList } from '#agents/word-list.ts';

/** Words that make a sentence a guess. */
const GUESSED = wordList(
  `may, might, could, perhaps, possibly, maybe, (?<!only )one (?:possible )?(?:reason|explanation), another (?:reason|explanation), a possible (?:reason|explanation), it can be that`,
);

/** What a guess about people does not begin with: what was found, who decides, and the change as a whole. */
const SUBJECTS = wordList(`
it(?! takes), this, that, these, those, we, i, us, our, my, he, she, you, your, there, nothing, something, everything, anything, plenty, enough, time,
the (?:\\p{L}+ )?(?:change|idea|treatment|control|variant|experiment|test|trial|result|outcome|answer|decision|verdict|team|owner|manager|chief|lead|company|studio|product team|needle|chart|report|figures?|numbers|day|case|work|effort|plan|fix|update|release|launch|rollout|course|call|best|right|next|counter|log|logs|script|tracker|server|split|sample),
the line, the (?:new|old|current|former|original) \\p{L}+, product and design, design and product, both teams
`);
const SUBJECT_FIRST = new RegExp(`^(?:${SUBJECTS.source})`, 'iu');

const IRREGULAR = wordList(`
was, were, had, did, came, went, gave, took, made, got, saw, found, kept, told, said, put, hid, drove, left (?:the|it|us|at|behind|for), lost, won, ran, began, broke, brought, bought, built, caught, chose, cut, drew, fell, felt, fought, flew, forgot, froze, grew, held, hit, hurt, knew, led, meant, met, paid, rose, sat, sent, shut, sold, spoke, spent, stood, stole, stuck, struck, taught, threw, thought, understood, woke, wrote
`);
/** A past form that follows a noun: after a form of `be`, an article or a preposition it is an adjective. */
const REGULAR =
  /(?<!\b(?:is|are|be|been|being|get|gets|a|an|the|their|its|his|her|more|less|as|by|of|to|and|or|with|without|for|in|on|from|have|has|not|than|most|who|which|they|them|no|some|many|several|other)\s)(?<=[a-z]\s)[a-z]{2,}(?<!ne)ed(?![a-z])/i;
const NOT_PAST =
  /\b(?:need|speed|feed|seed|indeed|exceed|proceed|succeed|embed|bed|red|shed|used|unneeded)\b/gi;

/** The beginning of a text that speaks of the change, the result or who decides, and not of what people do; null if it guesses or has none. */
export function subjectIn(text: string): string | null {
  if (GUESSED.test(text)) return null;
  return SUBJECT_FIRST.exec(text.trim())?.[0] ?? null;
}

/** A verb that tells what happened; null if the text guesses or tells what people do. */
export function pastIn(text: string): string | null {
  if (GUESSED.test(text)) return null;
  return IRREGULAR.exec(text)?.[0] ?? REGULAR.exec(text.replaceAll(NOT_PAST, '…'))?.[0] ?? null;
}
