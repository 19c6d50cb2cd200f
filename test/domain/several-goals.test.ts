import { describe, expect, it } from 'vitest';
import { judge } from '#domain/decision/decision-rules.ts';
import { buildPlan } from '#domain/design/build-plan.ts';
import { paceOf } from '#domain/design/pace.ts';
import { withChances } from '#domain/design/plan-chances.ts';
import { planViolations } from '#domain/design/policy.ts';
import { goalsOf } from '#domain/goals.ts';
import { analysisPlanOf } from '#domain/looks/analysis-plan.ts';
import { type Baseline, type ExperimentRequest, type Plan, plannedMetrics } from '#domain/plan.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import { SHIPPED_RULE_SETS } from '#settings/file/shipped-rules.ts';
import type { Comparison, RefusedComparison } from '#stats/engine/analysis.ts';
import { analysis, comparison, guardrail } from '#test/domain/example-analyses.ts';
import { GATE_PROPOSAL, GATE_REQUEST } from '#test/support/example-plans.ts';

const LEVEL: Baseline = { mean: 0.1, variance: 0.09, units: 100_000, unitsPerDay: 8_000 };
const LEVELS: Readonly<Record<string, Baseline>> = {
  visit_rate: { ...LEVEL, mean: 0.3, variance: 0.21 },
  support_contact: LEVEL,
  crash_rate: { ...LEVEL, mean: 0.05, variance: 0.0475 },
};
const REQUEST: ExperimentRequest = {
  ...GATE_REQUEST,
  ...{ goalMetric: 'checkout_conversion', otherGoals: ['visit_rate', 'support_contact'] },
  ...{ guardrailMetrics: ['crash_rate'], mustHold: [] },
};

function built(change: Partial<ExperimentRequest> = {}) {
  return buildPlan({
    ...{ key: 'orders', request: { ...REQUEST, ...change }, template: 'onboarding' },
    proposal: {
      ...GATE_PROPOSAL,
      ...{ guardrailMetrics: ['visit_rate'], secondaryMetrics: ['support_contact', 'retention_1d'] },
    },
    ...{ catalogue: EXAMPLE_SETTINGS.metrics, baseline: LEVEL },
  });
}

function planWith(change: Partial<ExperimentRequest> = {}): Plan {
  const result = built(change);
  if (result.kind === 'refused') throw new Error(result.problem);
  return result.value;
}
const { otherGoals: _, ...ALONE } = REQUEST;
const oneGoal = () => planWith({ ...ALONE, otherGoals: [] });

describe('a plan with several goals', () => {
  it('has the goals of the request, each in one role', () => {
    const plan = planWith();
    expect(goalsOf(plan).map(({ key }) => key)).toEqual([
      'checkout_conversion',
      'visit_rate',
      'support_contact',
    ]);
    expect(plan.secondary.map(({ key }) => key)).toEqual(['retention_1d']);
    const asked = planWith({ guardrailMetrics: [] });
    expect(asked.guardrails).toEqual([]);
    const roles = analysisPlanOf(plan).metrics.map(({ key, role }) => `${key} ${role}`);
    expect(roles.slice(0, 4)).toEqual([
      ...['checkout_conversion goal', 'visit_rate goal', 'support_contact goal'],
      'crash_rate guardrail',
    ]);
    expect(plannedMetrics(plan)).toHaveLength(roles.length);
  });

  it('is refused for a goal that the catalogue does not hold', () => {
    expect(built({ otherGoals: ['happiness'] })).toMatchObject({
      kind: 'refused',
      problem: 'There is no metric "happiness" in the catalogue.',
    });
  });

  it('leaves a plan with one goal as it was', () => {
    expect(oneGoal()).not.toHaveProperty('otherGoals');
    expect(analysisPlanOf(oneGoal()).metrics.filter(({ role }) => role === 'goal')).toHaveLength(1);
  });

  it('is sized for its first goal at the level that Holm leaves in the worst case', () => {
    // Unpooled z, 10 % against 10.5 %, 80 %: 57,760 units an arm at 5 %, 77,042 at 5 % / 3.
    const fixed = ({ sizing }: Plan) => sizing.unitsPerVariant / sizing.inflation;
    expect(fixed(oneGoal())).toBeCloseTo(57_760, -1);
    expect(fixed(planWith())).toBeCloseTo(77_042, -1);
    // As the pace of the looks tells it, too.
    const power = (plan: Plan) => paceOf(plan, { daysRunning: 7, informationFraction: 0.5 })?.plannedPower;
    const narrow = { ...planWith(), sizing: { ...oneGoal().sizing } };
    expect(power(narrow)).toBeLessThan((power(oneGoal()) ?? 0) - 0.08);
  });

  it('states chances that count a false proof of every goal', () => {
    const chances = (plan: Plan) => withChances(plan, LEVELS).chances;
    const all = chances(planWith());
    const one = chances(oneGoal());
    expect(all?.ship).toBeGreaterThan(0.8);
    expect(all?.shipUnchanged).toBeGreaterThan(0.005);
    expect(all?.shipUnchanged).toBeLessThan(0.04);
    expect(all?.shipUnchanged).not.toBe(one?.shipUnchanged);
    expect(withChances(planWith(), { crash_rate: LEVEL })).not.toHaveProperty('chances');
  });
});

describe('the policy', () => {
  const plan = planWith();
  const [visits, contacts] = plan.otherGoals ?? [];
  if (visits === undefined || contacts === undefined) throw new Error('two other goals');
  const [crashes] = plan.guardrails;
  if (crashes === undefined) throw new Error('a guardrail');
  const late = { ...visits, delayDays: 21, windowDays: 21 };

  it('lets three goals pass', () => {
    expect(planViolations(plan)).toEqual([]);
  });

  it('says that fewer goals take less time, if several are too long', () => {
    const sizing = { ...plan.sizing, days: 35 };
    const said = (of: Plan) => planViolations({ ...of, sizing }).map(({ message }) => message);
    expect(said(plan)).toEqual([expect.stringMatching(/, or fewer goals\.$/)]);
    expect(said(oneGoal())).toEqual([expect.stringMatching(/that more units reach\.$/)]);
  });

  it.each([
    ['goals', { otherGoals: [visits, contacts, crashes.metric] }],
    ['distinct-goals', { otherGoals: [visits, visits] }],
    ['distinct-goals', { otherGoals: [plan.goal] }],
    ['goal-is-no-guardrail', { guardrails: [crashes, { ...crashes, metric: visits }] }],
    ['goal-is-not-secondary', { secondary: [contacts] }],
    ['goal-falls-too-far', { request: { ...plan.request, smallestLift: 1 } }],
    ['goal-too-late', { otherGoals: [late] }],
  ] as const)('refuses, as %s, what a goal must not be', (rule, change) => {
    expect(planViolations({ ...plan, ...change }).map((violation) => violation.rule)).toContain(rule);
  });
});

describe('the rules, of a plan with several goals', () => {
  const plan = planWith();
  const rule = (name: string): Plan => {
    const found = SHIPPED_RULE_SETS.find((set) => set.name === name);
    if (found === undefined) throw new Error(name);
    return { ...plan, decisionRules: found };
  };
  const same = (metric: string): Comparison => comparison({ metric });
  const better = (metric: string, sign: 1 | -1 = 1): Comparison =>
    comparison({
      ...{ metric, verdict: 'better', absoluteEffect: 0.02 * sign, lift: 0.1 * sign },
      liftInterval: sign === 1 ? { lower: 0.02, upper: 0.18 } : { lower: -0.18, upper: -0.02 },
    });
  const small = (metric: string): Comparison =>
    comparison({ metric, verdict: 'better', lift: 0.02, liftInterval: { lower: 0.001, upper: 0.039 } });
  const worse = (metric: string): Comparison => comparison({ metric, verdict: 'worse', lift: -0.1 });
  const refused = (metric: string): RefusedComparison => ({
    ...{ kind: 'refused', metric, role: 'goal', variant: 'treatment' },
    ...{ reason: 'insufficient_sample', detail: '' },
  });
  const [ORDERS, VISITS, CONTACTS] = ['checkout_conversion', 'visit_rate', 'support_contact'];
  const safe = guardrail('crash_rate', 'non-inferior');
  const verdictOf = (
    goals: readonly (Comparison | RefusedComparison)[],
    { final = false, of = plan }: { readonly final?: boolean; readonly of?: Plan } = {},
  ) => judge(of, analysis({ comparisons: [...goals, safe], final }));
  const criterionOf = (verdict: ReturnType<typeof verdictOf>, key: string) =>
    verdict.criteria.find((one) => one.key === key);

  it('ship by any goal that is proven better, also by one that should fall', () => {
    const verdict = verdictOf([same(ORDERS), same(VISITS), better(CONTACTS, -1)]);
    expect(verdict).toMatchObject({ recommendation: 'ship', variant: 'treatment' });
    const name = plan.otherGoals?.[1]?.name ?? '';
    expect(criterionOf(verdict, 'goal-proven')).toMatchObject({ text: `${name} is proven better` });
    expect(criterionOf(verdict, 'reach-worth-having')?.figures['reach']).toBe(-0.18);
  });

  it('never ship a treatment of which a goal is proven worse', () => {
    for (const goals of [
      [better(ORDERS), worse(VISITS), same(CONTACTS)],
      [worse(ORDERS), better(VISITS), same(CONTACTS)],
    ]) {
      for (const final of [false, true]) {
        const verdict = verdictOf(goals, { final });
        expect(verdict).toMatchObject({ recommendation: 'kill', variant: 'treatment' });
        expect(criterionOf(verdict, 'goal-harmed')?.state).toBe('met');
      }
    }
  });

  it('prove nothing if no goal is proven, and do not ship what no goal gains enough by', () => {
    const nothing = [same(ORDERS), same(VISITS), same(CONTACTS)];
    expect(verdictOf(nothing).recommendation).toBe('keep-running');
    expect(verdictOf(nothing, { final: true }).rule).toBe('nothing-proven');
    expect(verdictOf([small(ORDERS), same(VISITS), same(CONTACTS)]).rule).toBe('proven-but-below-worth');
    // Another goal reaches what is worth having.
    expect(verdictOf([small(ORDERS), better(VISITS), same(CONTACTS)]).recommendation).toBe('ship');
  });

  it('go by the goals that can be judged', () => {
    expect(verdictOf([refused(ORDERS), better(VISITS), same(CONTACTS)]).recommendation).toBe('ship');
    expect(verdictOf([better(ORDERS), refused(VISITS), refused(CONTACTS)]).recommendation).toBe('ship');
  });

  it('ask of every goal that it is not worse, if they ship what does no harm', () => {
    const of = rule('do-no-harm');
    const harmless = (metric: string, sign: 1 | -1 = 1) =>
      comparison({
        ...{ metric, lift: 0 },
        liftInterval: sign === 1 ? { lower: -0.01, upper: 0.2 } : { lower: -0.2, upper: 0.01 },
      });
    const all = [harmless(ORDERS), harmless(VISITS), harmless(CONTACTS, -1)];
    expect(verdictOf(all, { of })).toMatchObject({ recommendation: 'ship', rule: 'proven-not-worse' });
    expect(verdictOf([...all.slice(0, 2), harmless(CONTACTS)], { of }).recommendation).not.toBe('ship');
    expect(verdictOf([...all.slice(0, 2), refused(CONTACTS)], { of }).recommendation).not.toBe('ship');
  });

  it('choose the treatment with the larger relative gain, of two that may ship by different goals', () => {
    const [control, treatment] = plan.variants;
    if (control === undefined || treatment === undefined) throw new Error('two variants');
    const two = { ...plan, variants: [control, treatment, { ...treatment, key: 'treatment-2' }] };
    const other = { ...better(VISITS), variant: 'treatment-2', lift: 0.3, absoluteEffect: 0.001 };
    const comparisons = [better(ORDERS), same(VISITS), other, safe, { ...safe, variant: 'treatment-2' }];
    expect(judge(two, analysis({ comparisons }))).toMatchObject({
      recommendation: 'ship',
      variant: 'treatment-2',
    });
  });
});
