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
  // Since the fourth.
  'extension-promising',
  'worth-iterating',
  // Since the fifth.
  'privacy-clear',
  // Since the sixth.
  'segment-proven',
] as const;

/** The last criterion that each version of the rules had. */
const LAST: Readonly<Record<number, (typeof CRITERION_KEYS)[number]>> = {
  2: 'registered-end',
  3: 'guardrails-clear',
  4: 'worth-iterating',
  5: 'privacy-clear',
  6: 'segment-proven',
};

/** The criteria of a version of the rules, in their order; none of a version that gave no number. */
export function criteriaOfVersion(version: number | undefined): readonly string[] {
  const last = version === undefined ? undefined : LAST[version];
  return last === undefined ? [] : CRITERION_KEYS.slice(0, CRITERION_KEYS.indexOf(last) + 1);
}

/** Texts of earlier versions that later ones mend, by criterion, with the last version that gave them. */
const MENDED: Readonly<Record<string, { readonly until: number; readonly text: string }>> = {
  'extension-promising': {
    until: 5,
    text: 'More units than planned would bring the proof with the power of the plan',
  },
};

/** A criterion with the text that a version of the rules gave it. */
export function withTextOf(version: number, one: Criterion): Criterion {
  const mended = MENDED[one.key];
  return mended === undefined || version > mended.until ? one : { ...one, text: mended.text };
}

/** Those that the second version of the rules did not have. A report tells them if the rules of the plan ask for them. */
export const FURTHER_CRITERIA: readonly string[] = CRITERION_KEYS.slice(criteriaOfVersion(2).length);

export type CriterionKey = (typeof CRITERION_KEYS)[number];

/** A criterion in its state: met or not; unknown if `met` is null. */
export function criterion(
  key: CriterionKey,
  met: boolean | null,
  text: string,
  figures: Readonly<Record<string, number>>,
): Criterion {
  const state = met === null ? 'unknown' : met ? 'met' : 'not-met';
  // A zero below zero would not survive JSON.
  const kept = Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, value + 0]));
  return { key, state, text, figures: kept };
}
