import type { Expected, IdeaCase } from './idea-form.ts';
import type { Played } from './play-idea.ts';

const RISKS = ['low', 'medium', 'high'];

/** A text as a key, a flag or a branch would hold it. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

/** Keys are cut: so many characters of a text give it away. */
const TELLING = 10;

/** Whether a text stands somewhere, as it is or as a part of a key. */
function stands(text: string, everywhere: string): boolean {
  const key = slug(text).slice(0, TELLING);
  return everywhere.toLowerCase().includes(text.toLowerCase()) || everywhere.includes(key);
}

function amongst(
  what: string,
  found: string | null,
  right: readonly string[] | undefined,
): readonly string[] {
  if (right === undefined || (found !== null && right.includes(found))) return [];
  return [`${what} should be ${right.join(' or ')}, is ${found ?? 'none'}`];
}

/** What a past experiment may be called in the thread: its key and its title. */
export type NamesOf = (key: string) => readonly string[];

/** What is not as expected, each in a sentence; empty if all is. */
export function problemsOf(expected: Expected, played: Played, namesOf: NamesOf): readonly string[] {
  const { risk, rules, categories, warns = [], hides = [], neverSays = [], goal, surface } = expected;
  const { outcome, thread } = played;
  const isPlan = outcome === 'plan';
  const everywhere = `${played.kept}\n${thread}`;
  const missing = (categories ?? []).filter((one) => !played.categories.includes(one));
  return [
    ...amongst('the outcome', outcome, expected.outcome),
    ...(rules !== undefined && outcome === 'refused' && !rules.some((rule) => played.rules.includes(rule))
      ? [`the rule should be ${rules.join(' or ')}, is ${played.rules.join(', ') || 'not named'}`]
      : []),
    ...(risk !== undefined && played.risk !== null && RISKS.indexOf(played.risk) < RISKS.indexOf(risk)
      ? [`the risk should be at least ${risk}, is ${played.risk}`]
      : []),
    ...(played.risk === null ? [] : missing.map((one) => `"${one}" is not named as what makes it risky`)),
    ...(isPlan ? amongst('the goal', played.goal, goal) : []),
    ...(isPlan ? amongst('the surface', played.surface, surface) : []),
    ...warns
      .filter((key) => !namesOf(key).some((name) => thread.includes(name)))
      .map((key) => `the thread does not name the past experiment ${key}`),
    ...hides.filter((text) => stands(text, everywhere)).map((text) => `"${text}" was not kept back`),
    ...neverSays.filter((text) => thread.includes(text)).map((text) => `the thread says "${text}"`),
  ];
}

/** What code promises for an idea whatever the model answers: what the case says of it, and that private texts stay hidden. */
export function promisedByCode({ expect }: IdeaCase): Expected {
  const { hides, neverSays, code } = expect;
  return {
    ...(hides === undefined ? {} : { hides }),
    ...(neverSays === undefined ? {} : { neverSays }),
    ...code,
  };
}
