import { type CriterionKey, criteriaOf } from '#domain/decision/criteria.ts';
import { harmedTreatments, readableComparisons, treatmentsInRace } from '#domain/decision/race.ts';
import type { Criterion, Recommendation, Verdict } from '#domain/decision/verdict.ts';
import type { Plan } from '#domain/plan.ts';
import type { Analysis } from '#stats/engine/analysis.ts';

/** The version of the table. A stored verdict keeps the version it was made by. */
export const RULES_VERSION = 2;

/** A row of the table: when all named criteria are in the named states, this is recommended. */
export interface DecisionRule {
  readonly rule: string;
  readonly when: Partial<Readonly<Record<CriterionKey, Criterion['state']>>>;
  readonly recommend: Recommendation;
}

/** Nothing is decided between whole weeks, or on too few units or events. Harm does not wait for it. */
const MAY_DECIDE = { 'minimum-met': 'met', 'whole-weeks': 'met' } as const;
/** A better goal that is worth having, if nothing else stands in the way. */
const WORTH_SHIPPING = { 'treatment-harmed': 'not-met', 'goal-proven': 'met' } as const;

/** Read from the top; the first row that fits decides. The last row fits always. */
export const DECISION_RULES: readonly DecisionRule[] = [
  { rule: 'split-broken', when: { 'sample-ratio-ok': 'not-met' }, recommend: 'do-not-read' },
  { rule: 'harm-proven', when: { 'all-harmed-at-any-time': 'met' }, recommend: 'kill' },
  {
    rule: 'proven-and-safe',
    when: {
      ...MAY_DECIDE,
      ...WORTH_SHIPPING,
      'reach-worth-having': 'met',
      'guardrails-judged': 'met',
      'guardrails-proven': 'met',
    },
    recommend: 'ship',
  },
  { rule: 'every-treatment-harmed', when: { ...MAY_DECIDE, 'some-left': 'not-met' }, recommend: 'kill' },
  {
    rule: 'treatment-harmed',
    when: { 'some-harmed': 'met', 'registered-end': 'not-met' },
    recommend: 'drop-variant',
  },
  { rule: 'data-not-sound', when: { 'data-sound': 'not-met' }, recommend: 'do-not-read' },
  {
    rule: 'guardrail-not-judgeable',
    when: {
      ...MAY_DECIDE,
      ...WORTH_SHIPPING,
      'registered-end': 'met',
      'reach-worth-having': 'met',
      'guardrails-judged': 'not-met',
      'guardrails-proven': 'met',
    },
    recommend: 'ask-person',
  },
  {
    rule: 'proven-but-below-worth',
    when: { ...MAY_DECIDE, ...WORTH_SHIPPING, 'reach-worth-having': 'not-met' },
    recommend: 'end-without-winner',
  },
  {
    rule: 'lift-not-known',
    when: { ...MAY_DECIDE, ...WORTH_SHIPPING, 'registered-end': 'met', 'reach-worth-having': 'unknown' },
    recommend: 'ask-person',
  },
  {
    rule: 'guardrail-not-proven',
    when: { ...MAY_DECIDE, ...WORTH_SHIPPING, 'registered-end': 'met' },
    recommend: 'end-without-winner',
  },
  {
    rule: 'minimum-not-met-at-the-end',
    when: { 'registered-end': 'met', 'minimum-met': 'not-met' },
    recommend: 'end-without-winner',
  },
  { rule: 'nothing-proven', when: { 'registered-end': 'met' }, recommend: 'end-without-winner' },
  { rule: 'minimum-not-met', when: { 'minimum-met': 'not-met' }, recommend: 'keep-running' },
  { rule: 'not-on-a-whole-week', when: { 'whole-weeks': 'not-met' }, recommend: 'keep-running' },
  { rule: 'not-yet', when: {}, recommend: 'keep-running' },
];

/**
 * Judges one look by the rules: every criterion as met, not met or unknown with its figures, and the first row of
 * the table that fits the treatment that stands best. Pure and total. Treatments are judged one by one: a harmed one is
 * taken out of the race, and never stops the others.
 */
export function judge(plan: Plan, analysis: Analysis): Verdict {
  const best = bestTreatment(plan, analysis);
  const criteria = criteriaOf(plan, analysis, best);
  const row = rowFor(criteria);
  const recommendation = row?.recommend ?? 'keep-running';
  const harmed = recommendation === 'do-not-read' ? [] : harmedTreatments(plan, analysis);
  const [first = null] = harmed;
  const isAboutHarm = recommendation === 'kill' || recommendation === 'drop-variant';
  return {
    recommendation,
    variant: isAboutHarm ? (first?.variant ?? best) : recommendation === 'do-not-read' ? null : best,
    criteria,
    rule: row?.rule ?? 'not-yet',
    harm:
      row?.rule === 'harm-proven' && first !== null ? { metric: first.metric, variant: first.variant } : null,
    ...(harmed.length === 0 ? {} : { harmed }),
    rules: RULES_VERSION,
  };
}

/** The first row of the table that fits. */
function rowFor(criteria: readonly Criterion[]): DecisionRule | undefined {
  const states = new Map(criteria.map((criterion) => [criterion.key, criterion.state]));
  return DECISION_RULES.find(({ when }) =>
    Object.entries(when).every(([key, state]) => states.get(key) === state),
  );
}

/** What a row promises for the treatment that it fits, best first. */
const STANDING: readonly Recommendation[] = ['ship', 'ask-person', 'keep-running', 'end-without-winner'];

/**
 * The treatment that is judged: one that the rules would ship, else one that is still in the race, else any; among those
 * one with a proven better goal, then the largest gain. So a harmed treatment is judged only if all are.
 */
function bestTreatment(plan: Plan, analysis: Analysis): string | null {
  const inRace = treatmentsInRace(plan, analysis);
  const harmed = harmedTreatments(plan, analysis).map(({ variant }) => variant);
  const sign = plan.goal.desiredDirection === 'increase' ? 1 : -1;
  const ranked = readableComparisons(analysis)
    .filter(({ role, variant }) => role === 'goal' && inRace.includes(variant))
    .map((goal) => {
      const recommend = rowFor(criteriaOf(plan, analysis, goal.variant))?.recommend ?? 'keep-running';
      return { goal, isOut: harmed.includes(goal.variant), place: placeOf(recommend) };
    })
    .sort(
      (a, b) =>
        Number(a.isOut) - Number(b.isOut) ||
        a.place - b.place ||
        Number(b.goal.verdict === 'better') - Number(a.goal.verdict === 'better') ||
        sign * (b.goal.absoluteEffect - a.goal.absoluteEffect),
    );
  return ranked[0]?.goal.variant ?? null;
}

function placeOf(recommendation: Recommendation): number {
  const place = STANDING.indexOf(recommendation);
  return place < 0 ? STANDING.length : place;
}
