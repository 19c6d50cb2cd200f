import { describe, expect, it } from 'vitest';
import { buildPlan, type PlanInput } from '#domain/design/build-plan.ts';
import { planViolations } from '#domain/design/policy.ts';
import { sizePlan } from '#domain/design/sizing.ts';
import type { MustHold, SizingInput } from '#domain/design/sizing-input.ts';
import type { Baseline, Plan, Sizing } from '#domain/plan.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import { normalSf } from '#stats/distributions.ts';
import { powerForProportions } from '#stats/power/power-proportions.ts';
import { GATE_KEY, GATE_PROPOSAL, GATE_REQUEST } from '#test/support/example-plans.ts';

const { metrics: CATALOGUE } = EXAMPLE_SETTINGS;

function metric(key: string) {
  const found = CATALOGUE.find((one) => one.key === key);
  if (found === undefined) throw new Error(key);
  return found;
}

const rate = (mean: number, unitsPerDay = 6_000): Baseline => ({
  ...{ mean, variance: mean * (1 - mean), units: 100_000, unitsPerDay },
});
const ORDERS: SizingInput = {
  ...{ goal: metric('checkout_conversion'), baseline: rate(0.1), smallestLift: 0.05 },
  ...{ trafficShare: 1, split: [0.5, 0.5], cadence: 'weekly', alpha: 0.05, power: 0.8 },
};
const held = (key: string, mean: number, margin: number): MustHold => ({
  ...{ metric: metric(key), margin, baseline: rate(mean) },
});

function sized(input: SizingInput): Sizing {
  const result = sizePlan(input);
  if (result.kind === 'refused') throw new Error(result.problem.reason);
  return result.value;
}

/** The chance to miss a rate that does not change, straight from the linear form of non-inferiority. */
function missed(mean: number, margin: number, worse: 1 | -1, perArm: number): number {
  const error = Math.sqrt(((mean * (1 - mean)) / perArm) * (1 + (1 + worse * margin) ** 2));
  return normalSf((mean * margin) / error - 1.959_964);
}

describe('a size with guardrails that must hold', () => {
  it('gives goal and guardrails together the beta of the plan, no more and no less', () => {
    const mustHold = [held('crash_rate', 0.05, 0.1), held('visit_rate', 0.3, 0.03)];
    const { unitsPerVariant, inflation } = sized({ ...ORDERS, mustHold });
    const perArm = unitsPerVariant / inflation;
    const goal = powerForProportions({
      ...{ controlRate: 0.1, treatmentRate: 0.105, alpha: 0.05 },
      ...{ controlUnits: perArm, treatmentUnits: perArm },
    });
    const goalMissed = goal.kind === 'ok' ? 1 - goal.power : 1;
    const together = goalMissed + missed(0.05, 0.1, 1, perArm) + missed(0.3, 0.03, -1, perArm);
    expect(together).toBeCloseTo(0.2, 3);
  });

  it('costs nothing if a guardrail is easy to prove, and is as before without one', () => {
    const alone = sized(ORDERS);
    const easy = sized({ ...ORDERS, mustHold: [held('visit_rate', 0.5, 0.2)] });
    expect(easy).toEqual(alone);
    expect(sized({ ...ORDERS, mustHold: [] })).toEqual(alone);
  });

  it('says which days the goal alone would take', () => {
    const long = sized({ ...ORDERS, mustHold: [held('crash_rate', 0.05, 0.065)] });
    expect(long.goalDays).toBe(sized(ORDERS).days);
    expect(long.days).toBeGreaterThan(sized(ORDERS).days);
  });

  it('asks more of a guardrail of which fewer units count by the end', () => {
    const mustHold = (key: string) => [held(key, 0.19, 0.04)];
    const atOnce = sized({ ...ORDERS, mustHold: mustHold('visit_rate') });
    const late = sized({ ...ORDERS, mustHold: mustHold('retention_7d') });
    expect(late.unitsPerVariant).toBeGreaterThan(atOnce.unitsPerVariant);
  });

  it('says which smaller lift the whole weeks prove', () => {
    const sizing = sized(ORDERS);
    expect(sizing.detectableLift).toBeLessThan(0.05);
    const again = sized({ ...ORDERS, smallestLift: sizing.detectableLift ?? 1 });
    // The units that this lift needs are those that the weeks bring.
    expect(Math.abs(again.unitsPerVariant / (sizing.plannedUnits / 2) - 1)).toBeLessThan(0.01);
    const amounts: SizingInput = {
      ...ORDERS,
      goal: metric('revenue_per_user'),
      baseline: { ...rate(0.1), mean: 2.4, variance: 16 },
    };
    const mean = sized(amounts);
    const meanAgain = sized({ ...amounts, smallestLift: mean.detectableLift ?? 1 });
    expect(Math.abs(meanAgain.unitsPerVariant / (mean.plannedUnits / 2) - 1)).toBeLessThan(0.01);
  });
});

const REQUEST: Plan['request'] = {
  ...GATE_REQUEST,
  goalMetric: 'checkout_conversion',
  guardrailMetrics: ['crash_rate', 'visit_rate'],
  mustHold: ['crash_rate', 'visit_rate'],
};
const INPUT: PlanInput = {
  ...{ key: GATE_KEY, request: REQUEST, proposal: GATE_PROPOSAL, template: 'onboarding' },
  ...{ catalogue: CATALOGUE, baseline: rate(0.1) },
  guardrailBaselines: { crash_rate: rate(0.01), visit_rate: rate(0.3) },
};

describe('a plan that guardrails make too long', () => {
  const build = (change: Partial<Plan['request']>, more: Partial<PlanInput> = {}) =>
    buildPlan({ ...INPUT, request: { ...REQUEST, ...change }, ...more });

  function advice(change: Partial<Plan['request']> = {}, more: Partial<PlanInput> = {}): string {
    const built = build(change, more);
    return built.kind === 'refused' ? built.problem : '';
  }

  it('is refused with the days that the guardrail costs, and what to change', () => {
    const [head, line, act] = advice().split('\n');
    expect(head).toMatch(
      /^This would take \d+ days, because guardrails must hold; the longest allowed is 28 days\./,
    );
    expect(head).toContain('The goal alone takes 21.');
    expect(line).toMatch(
      /^"Crash rate", at most 5 % worse, takes \d+ days beside the goal\. Allow [\d.]+ %, or let it be watched\.$/,
    );
    expect(act).toContain('change this guardrail');
    expect(advice()).not.toContain('Visit rate');
  });

  it('can be followed: the wider margin fits, and so does watching', () => {
    const wider = Number(/Allow ([\d.]+) %/.exec(advice())?.[1]) / 100;
    expect(wider).toBeGreaterThan(0.05);
    const followed = build({ margins: { crash_rate: wider } });
    expect(followed.kind === 'ok' && planViolations(followed.value)).toEqual([]);
    expect(followed.kind === 'ok' && followed.value.sizing.days).toBe(28);
    const watched = build({ mustHold: ['visit_rate'] });
    expect(watched.kind === 'ok' && planViolations(watched.value)).toEqual([]);
    // A tenth less than advised does not fit: the advice asks for no more than is needed.
    expect(build({ margins: { crash_rate: wider * 0.9 } }).kind).toBe('refused');
  });

  it('can be followed for several guardrails at once', () => {
    const more = { guardrailBaselines: { crash_rate: rate(0.01), visit_rate: rate(0.03) } };
    const found = advice({}, more);
    const margins = [...found.matchAll(/Allow ([\d.]+) %/g)].map((match) => Number(match[1]) / 100);
    expect(margins).toHaveLength(2);
    expect(found).toContain('change each of these');
    const [crash = 0, visit = 0] = margins;
    const followed = build({ margins: { crash_rate: crash, visit_rate: visit } }, more);
    expect(followed.kind === 'ok' && planViolations(followed.value)).toEqual([]);
    expect(build({ margins: { crash_rate: crash } }, more).kind).toBe('refused');
  });

  it('says that a guardrail without any event can only be watched', () => {
    const found = advice({}, { guardrailBaselines: { crash_rate: rate(0), visit_rate: rate(0.3) } });
    expect(found).toContain('No number of days is enough');
    expect(found).toContain(
      '"Crash rate", at most 5 % worse, cannot be proven by any number of days. Let it be watched.',
    );
  });

  it('blames the goal if the goal alone is too long', () => {
    const built = build({ smallestLift: 0.02 });
    const [violation] = built.kind === 'ok' ? planViolations(built.value) : [];
    expect(violation?.rule).toBe('too-long');
  });
});

describe('the guardrails of a plan', () => {
  const guardrails = (request: Partial<Plan['request']>, catalogue = CATALOGUE) => {
    const { mustHold: _, ...rest } = REQUEST;
    const built = buildPlan({
      ...INPUT,
      request: { ...rest, ...request },
      catalogue,
      guardrailBaselines: {},
    });
    if (built.kind === 'refused') throw new Error(built.problem);
    return built.value.guardrails.map(({ metric: { key }, margin, sizedFor }) => [key, margin, sizedFor]);
  };

  it('must hold as a person chose, else as the metric says, else they are watched', () => {
    const strict = CATALOGUE.map((one) => (one.key === 'crash_rate' ? { ...one, mustHold: true } : one));
    expect(guardrails({}, strict)).toEqual([
      ['crash_rate', 0.05, true],
      ['visit_rate', 0.05, false],
    ]);
    expect(guardrails({ mustHold: ['visit_rate'] }, strict)).toEqual([
      ['crash_rate', 0.05, false],
      ['visit_rate', 0.05, true],
    ]);
  });

  it('have the margin of the request before that of the metric', () => {
    const own = CATALOGUE.map((one) => (one.key === 'crash_rate' ? { ...one, margin: 0.2 } : one));
    expect(guardrails({ margins: { visit_rate: 0.1 } }, own).map(([, margin]) => margin)).toEqual([0.2, 0.1]);
    expect(guardrails({ margins: { crash_rate: 0.1 } }, own).map(([, margin]) => margin)).toEqual([
      0.1, 0.05,
    ]);
  });
});
