import { shippableVariant } from '#domain/decision/shipped-variant.ts';
import type { Decision } from '#domain/decision/state.ts';
import { designOf, type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { type Plan, treatmentsOf } from '#domain/plan.ts';

/** A decision that was taken, in words that people read. */
export const DECISION_WORDS: Readonly<Record<Decision, string>> = {
  ship: 'Shipped',
  kill: 'Killed',
  'end-without-winner': 'Ended without shipping',
  'keep-running': 'Kept running',
};

const ACTS: Readonly<Record<Exclude<Decision, 'ship'>, string>> = {
  kill: 'kill it',
  'end-without-winner': 'end it without shipping',
  'keep-running': 'keep it running',
};

/** "ship it"; if the plan has several treatments, which of them. Plain text, not escaped. */
export function shipWords(plan: Plan, variant: string | null): string {
  const isOneOfSeveral = treatmentsOf(plan).length > 1 && variant !== null;
  return isOneOfSeveral ? `ship ${variant}` : 'ship it';
}

/** What a decision on the newest look does, in words. Plain text, not escaped. */
export function actWords(experiment: Experiment, decision: Decision): string {
  if (decision !== 'ship') return ACTS[decision];
  const snapshot = latestSnapshot(experiment);
  const variant = snapshot === null ? null : shippableVariant(experiment, snapshot);
  return shipWords(designOf(experiment).plan, variant);
}
