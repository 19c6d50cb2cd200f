import type { Criterion } from '#domain/decision/verdict.ts';

/** What the rules ask, of the experiment and of the treatment that is judged, in the order of a verdict. */
export const CRITERION_KEYS = [
  'minimum-met',
  'whole-weeks',
  'sample-ratio-ok',
  'data-sound',
  'goal-proven',
  'reach-worth-having',
  'goal-harmed',
  'guardrails-judged',
  'guardrails-proven',
  'guardrail-broken',
  'treatment-harmed',
  'some-harmed',
  'some-left',
  'all-harmed-at-any-time',
  'registered-end',
  // Since the third version of the rules.
  'goal-not-worse',
  'guardrails-clear',
] as const;

/** Those that the second version of the rules did not have. A report tells them if the rules of the plan ask for them. */
export const FURTHER_CRITERIA: readonly string[] = CRITERION_KEYS.slice(
  CRITERION_KEYS.indexOf('registered-end') + 1,
);

export type CriterionKey = (typeof CRITERION_KEYS)[number];

/** A criterion in its state: met or not; unknown if `met` is null. */
export function criterion(
  key: CriterionKey,
  met: boolean | null,
  text: string,
  figures: Readonly<Record<string, number>>,
): Criterion {
  return { key, state: met === null ? 'unknown' : met ? 'met' : 'not-met', text, figures };
}
