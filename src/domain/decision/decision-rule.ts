import type { CriterionKey } from '#domain/decision/criterion.ts';
import type { Criterion, Recommendation } from '#domain/decision/verdict.ts';

/** A row of the table: when all named criteria are in the named states, this is recommended. */
export interface DecisionRule {
  readonly rule: string;
  readonly when: Partial<Readonly<Record<CriterionKey, Criterion['state']>>>;
  readonly recommend: Recommendation;
}

/** A template of decision rules: its rows are read from the top, and the first one that fits decides. */
export interface RuleSet {
  readonly name: string;
  /** What it takes to ship, in a sentence. */
  readonly description: string;
  readonly rows: readonly DecisionRule[];
}
