import type { Criterion, Recommendation, Verdict } from '#domain/decision/verdict.ts';
import type { Plan } from '#domain/plan.ts';
import type { Analysis, Comparison } from '#stats/engine/analysis.ts';

type CriterionKey =
  | 'minimum-met'
  | 'sample-ratio-ok'
  | 'goal-proven'
  | 'lift-worth-having'
  | 'guardrails-hold'
  | 'goal-harmed'
  | 'guardrail-broken'
  | 'registered-end';

/** A row of the table: when all named criteria are in the named states, this is recommended. */
export interface DecisionRule {
  readonly rule: string;
  readonly when: Partial<Readonly<Record<CriterionKey, Criterion['state']>>>;
  readonly recommend: Recommendation;
}

/** Read from the top; the first row that fits decides. The last row fits always. */
export const DECISION_RULES: readonly DecisionRule[] = [
  {
    rule: 'split-broken-at-the-end',
    when: { 'sample-ratio-ok': 'not-met', 'registered-end': 'met' },
    recommend: 'end-without-winner',
  },
  { rule: 'split-broken', when: { 'sample-ratio-ok': 'not-met' }, recommend: 'keep-running' },
  {
    rule: 'proven-and-safe',
    when: {
      'minimum-met': 'met',
      'goal-proven': 'met',
      'lift-worth-having': 'met',
      'guardrails-hold': 'met',
    },
    recommend: 'ship',
  },
  { rule: 'goal-harmed', when: { 'minimum-met': 'met', 'goal-harmed': 'met' }, recommend: 'kill' },
  { rule: 'guardrail-broken', when: { 'minimum-met': 'met', 'guardrail-broken': 'met' }, recommend: 'kill' },
  {
    rule: 'proven-but-too-small',
    when: { 'registered-end': 'met', 'goal-proven': 'met', 'lift-worth-having': 'not-met' },
    recommend: 'end-without-winner',
  },
  { rule: 'nothing-proven', when: { 'registered-end': 'met' }, recommend: 'end-without-winner' },
  { rule: 'not-yet', when: {}, recommend: 'keep-running' },
];

/**
 * Judges one look by the rules: every criterion as met, not met or unknown with its figures, and the first row of
 * the table that fits. Pure and total. Harm proven by the always-valid sequence stands above the table.
 */
export function judge(plan: Plan, analysis: Analysis): Verdict {
  const best = bestTreatment(plan, analysis);
  const criteria = criteriaOf(plan, analysis, best);
  const row = rowFor(criteria);
  const harm = analysis.harm[0] ?? null;
  return {
    recommendation: harm === null ? (row?.recommend ?? 'keep-running') : 'kill',
    variant: harm?.variant ?? best,
    criteria,
    rule: harm === null ? (row?.rule ?? 'not-yet') : 'harm-proven',
    harm: harm === null ? null : { metric: harm.metric, variant: harm.variant },
  };
}

/** Data that are not sound prove nothing, whatever they say. */
function shown(analysis: Analysis): readonly Comparison[] {
  if (analysis.show === 'progress' || analysis.health.state === 'unhealthy') return [];
  return analysis.comparisons.filter((comparison) => comparison.kind === 'ok');
}

/** The first row of the table that fits. */
function rowFor(criteria: readonly Criterion[]): DecisionRule | undefined {
  const states = new Map(criteria.map((criterion) => [criterion.key, criterion.state]));
  return DECISION_RULES.find(({ when }) =>
    Object.entries(when).every(([key, state]) => states.get(key) === state),
  );
}

/**
 * The treatment that is judged: one that the rules would ship, else one that is still in the race, else any; among those
 * one with a proven better goal, then the largest gain. So a harmed treatment is judged only if all are.
 */
function bestTreatment(plan: Plan, analysis: Analysis): string | null {
  const goals = shown(analysis).filter((comparison) => comparison.role === 'goal');
  const sign = signOf(plan);
  const ranked = goals
    .map((goal) => ({ goal, chance: chanceOf(criteriaOf(plan, analysis, goal.variant)) }))
    .sort(
      (a, b) =>
        b.chance - a.chance ||
        Number(b.goal.verdict === 'better') - Number(a.goal.verdict === 'better') ||
        sign * (b.goal.absoluteEffect - a.goal.absoluteEffect),
    );
  return ranked[0]?.goal.variant ?? null;
}

/** 2: the rules would ship it. 1: it may still come to that. 0: out of the race, its goal or a guardrail is proven worse. */
function chanceOf(criteria: readonly Criterion[]): 0 | 1 | 2 {
  if (rowFor(criteria)?.recommend === 'ship') return 2;
  const harmed = criteria.some(
    ({ key, state }) => (key === 'goal-harmed' || key === 'guardrail-broken') && state === 'met',
  );
  return harmed ? 0 : 1;
}

function signOf(plan: Plan): 1 | -1 {
  return plan.goal.desiredDirection === 'increase' ? 1 : -1;
}

function criteriaOf(plan: Plan, analysis: Analysis, variant: string | null): readonly Criterion[] {
  const all = shown(analysis);
  const goal = all.find((comparison) => comparison.role === 'goal' && comparison.variant === variant);
  const guardrails = all.filter(
    (comparison) => comparison.role === 'guardrail' && comparison.variant === variant,
  );
  return [
    minimumMet(analysis),
    sampleRatio(analysis),
    ...goalCriteria(plan, goal),
    ...guardrailCriteria(plan, guardrails),
    criterion('registered-end', analysis.final, 'The registered end is reached', {
      look: analysis.look,
      plannedLooks: analysis.plannedLooks,
      informationFraction: analysis.informationFraction,
    }),
  ];
}

function criterion(
  key: CriterionKey,
  met: boolean | null,
  text: string,
  figures: Readonly<Record<string, number>>,
): Criterion {
  return { key, state: met === null ? 'unknown' : met ? 'met' : 'not-met', text, figures };
}

function minimumMet(analysis: Analysis): Criterion {
  const counts = Object.values(analysis.counted ?? analysis.units);
  return criterion(
    'minimum-met',
    analysis.minimumMet && analysis.decisionMinimumMet,
    'Enough units, events and whole weeks to decide',
    { smallestArm: counts.length === 0 ? 0 : Math.min(...counts) },
  );
}

function sampleRatio(analysis: Analysis): Criterion {
  const check = analysis.health.checks.find(({ key }) => key === 'sample-ratio');
  const state = check?.state ?? 'unknown';
  return {
    key: 'sample-ratio-ok',
    state,
    text: 'The split is as planned, without a sample ratio mismatch',
    figures: check?.figures ?? {},
  };
}

function goalCriteria(plan: Plan, goal: Comparison | undefined): readonly Criterion[] {
  const name = plan.goal.name;
  if (goal === undefined) {
    return [
      criterion('goal-proven', null, `${name} is proven better`, {}),
      criterion('lift-worth-having', null, 'The lift is worth having', {}),
      criterion('goal-harmed', null, `${name} is proven worse`, {}),
    ];
  }
  const improvement = goal.lift === null ? null : goal.lift * signOf(plan);
  const lift: Readonly<Record<string, number>> = goal.lift === null ? {} : { lift: goal.lift };
  const figures = { ...lift, statistic: goal.statistic, criticalValue: goal.criticalValue };
  return [
    criterion('goal-proven', goal.verdict === 'better', `${name} is proven better`, figures),
    criterion(
      'lift-worth-having',
      improvement === null ? null : improvement >= plan.request.smallestLift,
      'The lift is at least the smallest worth having',
      { ...lift, smallestLift: plan.request.smallestLift },
    ),
    criterion('goal-harmed', goal.verdict === 'worse', `${name} is proven worse`, figures),
  ];
}

function guardrailCriteria(plan: Plan, found: readonly Comparison[]): readonly Criterion[] {
  const complete = found.length === plan.guardrails.length;
  const figures = Object.fromEntries(
    found.flatMap(({ metric, lift }) => (lift === null ? [] : [[metric, lift] as const])),
  );
  const broken = found.some((comparison) => comparison.verdict === 'inferior');
  const hold = found.every((comparison) => comparison.verdict === 'non-inferior');
  return [
    criterion(
      'guardrails-hold',
      complete ? hold : null,
      'Every guardrail is proven to be within its margin',
      figures,
    ),
    criterion('guardrail-broken', found.length === 0 ? null : broken, 'A guardrail is proven worse', figures),
  ];
}
