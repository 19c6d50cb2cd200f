import type { Narrative } from '#domain/agent-output.ts';

/** A computed figure with the name and the form that people see, such as "Lift of purchase rate" and "+4.2 %". */
export interface Fact {
  readonly name: string;
  readonly display: string;
}

/** Facts shown if the template replaces the analyst's text. */
const MOST_FACTS = 5;

/** The plain text that replaces an analyst's text which was refused: the recommendation and the facts, word for word. */
export function narrativeFromTemplate(
  recommendation: string,
  facts: readonly Fact[],
  why: string,
): Narrative {
  const reasons = facts.slice(0, MOST_FACTS).map(({ name, display }) => `${name}: ${display}.`);
  return { headline: `Recommendation by the rules: ${recommendation}.`, reasons: [...reasons, why] };
}
