import type { Risk } from '#domain/plan.ts';
import { folded, wholeWords } from '#domain/risk/folded-text.ts';
import type { RiskCategory } from '#domain/risk/risk-category.ts';
import { HARMLESS, RISK_WORDS } from '#domain/risk/risk-words.ts';

/** Words of a text that name a category, as they stand in it. */
export interface RiskGround {
  readonly category: RiskCategory;
  readonly atLeast: Exclude<Risk, 'low'>;
  readonly words: string;
}

/** The least risk that the words of an idea or a plan mean; `grounds` has one for each category, the gravest first. */
export interface RiskFloor {
  readonly risk: Risk;
  readonly grounds: readonly RiskGround[];
}

const ORDER: readonly Risk[] = ['low', 'medium', 'high'];

/** The higher of two risks. */
export function higherRisk(one: Risk, other: Risk): Risk {
  return rank(one) < rank(other) ? other : one;
}

const PATTERNS = RISK_WORDS.map(({ category, atLeast, words, anywhere = [] }) => ({
  ...{ category, atLeast },
  pattern:
    anywhere.length === 0
      ? wholeWords(words)
      : new RegExp(`${wholeWords(words).source}|${anywhere.join('|')}`, 'gu'),
}));
const NEUTRAL = wholeWords(HARMLESS);

/**
 * What the words of texts say about their risk. It is a floor: it says nothing of what words do not name, and a model or a person may
 * only go above it.
 */
export function riskFloor(texts: readonly string[]): RiskFloor {
  const grounds = new Map<RiskCategory, RiskGround>();
  for (const text of texts) {
    const { folded: plain, original } = folded(text);
    // Blanks of the same length keep the places.
    const looked = plain.replaceAll(NEUTRAL, (phrase) => ' '.repeat(phrase.length));
    for (const { category, atLeast, pattern } of PATTERNS) {
      if (rank(atLeast) <= rank(grounds.get(category)?.atLeast ?? 'low')) continue;
      const found = looked.matchAll(pattern).next().value;
      if (found === undefined) continue;
      const words = original(found.index, found.index + found[0].length);
      // A graver ground stands behind those that were found before it.
      grounds.delete(category);
      grounds.set(category, { category, atLeast, words });
    }
  }
  const gravest = [...grounds.values()].toSorted((one, other) => rank(other.atLeast) - rank(one.atLeast));
  return { risk: gravest[0]?.atLeast ?? 'low', grounds: gravest };
}

function rank(risk: Risk): number {
  return ORDER.indexOf(risk);
}
