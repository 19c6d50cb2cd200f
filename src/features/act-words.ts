import { askedDecision } from '#domain/decision/override.ts';
import { shippableVariant } from '#domain/decision/shipped-variant.ts';
import type { Decision } from '#domain/decision/state.ts';
import type { Recommendation } from '#domain/decision/verdict.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { stillInRace } from '#domain/looks/drop.ts';
import { type Plan, treatmentsOf } from '#domain/plan.ts';

/** A decision that was taken, in words that people read. */
export const DECISION_WORDS: Readonly<Record<Decision, string>> = {
  ship: 'Shipped',
  kill: 'Killed',
  'end-without-winner': 'Ended without shipping',
  'keep-running': 'Kept running',
  'drop-variant': 'Dropped',
};

const ACTS: Readonly<Record<Exclude<Decision, 'ship' | 'drop-variant'>, string>> = {
  kill: 'kill it',
  'end-without-winner': 'end it without shipping',
  'keep-running': 'keep it running',
};

/** "ship it"; if the plan has several treatments, which of them. Plain text, not escaped. */
export function shipWords(plan: Plan, variant: string | null): string {
  const isOneOfSeveral = treatmentsOf(plan).length > 1 && variant !== null;
  return isOneOfSeveral ? `ship ${variant}` : 'ship it';
}

/** "drop treatment-2 and go on with the others". Plain text, not escaped. */
export function dropWords(variants: readonly string[]): string {
  return `drop ${variants.length === 0 ? 'it' : variants.join(' and ')} and go on with the others`;
}

/** What a recommendation asks for, after "the rules recommend to". Plain text, not escaped. */
export function recommendedWords(experiment: Experiment, recommendation: Recommendation): string {
  const decision = askedDecision(recommendation);
  return decision === null ? 'leave it to an approver' : actWords(experiment, decision);
}

/** What a decision on the newest look does, in words. Plain text, not escaped. */
export function actWords(experiment: Experiment, decision: Decision): string {
  const snapshot = latestSnapshot(experiment);
  if (decision === 'drop-variant') {
    return dropWords(stillInRace(experiment, snapshot?.verdict.harmed).map(({ variant }) => variant));
  }
  if (decision !== 'ship') return ACTS[decision];
  const variant = snapshot === null ? null : shippableVariant(experiment, snapshot);
  return shipWords(designOf(experiment).plan, variant);
}
