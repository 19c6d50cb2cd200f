import { describe, expect, it } from 'vitest';
import { POLICY, planViolations } from '#domain/design/policy.ts';
import type { Plan } from '#domain/plan.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

const [control, treatment] = GATE_PLAN.variants;
if (control === undefined || treatment === undefined) throw new Error('the example has two arms');

/** The example's plan with one thing changed. */
function plan(change: Partial<Plan>): Plan {
  return { ...GATE_PLAN, ...change };
}

const request = (change: Partial<Plan['request']>) => plan({ request: { ...GATE_PLAN.request, ...change } });
const { waitDays: _, ...atOnce } = GATE_PLAN.sizing;
/** A plan that waits for nobody, unless the change says so. */
const sizing = (change: Partial<Plan['sizing']>) => plan({ sizing: { ...atOnce, days: 14, ...change } });
const margin = (value: number) =>
  plan({ guardrails: GATE_PLAN.guardrails.map((guardrail) => ({ ...guardrail, margin: value })) });
const shares = (...values: readonly number[]) =>
  plan({
    variants: [
      { ...control, allocation: values[0] ?? 0 },
      { ...treatment, allocation: values[1] ?? 0 },
    ],
  });
const arms = (count: number) =>
  plan({
    variants: [
      { ...control, allocation: 1 / count },
      ...Array.from({ length: count - 1 }, (_, at) => ({
        ...treatment,
        key: `treatment-${at + 1}`,
        allocation: 1 / count,
      })),
    ],
  });

const RULES = { name: 'worth-having', description: 'd', rows: [] };
const ofHighRisk = (change: Partial<Plan>) =>
  plan({ request: { ...GATE_PLAN.request, risk: 'high' }, ...change });

const BROKEN: readonly (readonly [rule: string, what: string, plan: Plan])[] = [
  ['alpha', 'above 5 %', plan({ alpha: 0.051 })],
  ['alpha', '0', plan({ alpha: 0 })],
  ['alpha', 'no number', plan({ alpha: Number.NaN })],
  ['alpha-at-high-risk', 'above 1 %', ofHighRisk({ alpha: 0.05, decisionRules: RULES })],
  ['power', 'below 80 %', plan({ power: 0.79 })],
  ['power', '100 %', plan({ power: 1 })],
  ['one-control', 'none', plan({ variants: [{ ...control, role: 'treatment' }, treatment] })],
  ['one-control', 'two', plan({ variants: [control, { ...treatment, role: 'control' }] })],
  ['variants', 'six', arms(6)],
  ['distinct-variants', 'a key twice', plan({ variants: [control, { ...treatment, key: control.key }] })],
  ['allocation', 'too much', shares(0.5, 0.6)],
  ['allocation', 'too little', shares(0.5, 0.4)],
  ['allocation', 'an arm without units', shares(1, 0)],
  ['flag-key', 'capitals', plan({ flagKey: 'First-Gate' })],
  ['flag-key', 'too short', plan({ flagKey: 'a' })],
  ['flag-key', 'a slash', plan({ flagKey: 'first/gate' })],
  ['traffic', 'none', request({ trafficShare: 0 })],
  ['traffic', 'more than all', request({ trafficShare: 1.01 })],
  ['smallest-lift', 'none', request({ smallestLift: 0 })],
  ['smallest-lift', 'too much', request({ smallestLift: 5.1 })],
  ['expected-lift', 'less than is worth having', request({ expectedLift: 0.04 })],
  ['expected-lift', 'too much', request({ expectedLift: 5.1 })],
  ['goal-is-no-guardrail', 'the goal', plan({ guardrails: [{ metric: GATE_PLAN.goal, margin: 0.05 }] })],
  ['guardrail', 'none', plan({ guardrails: [] })],
  ['margin', 'none', margin(0)],
  ['margin', 'too wide', margin(0.51)],
  ['units', 'too few', sizing({ unitsPerVariant: 999 })],
  ['duration', 'half a week more', sizing({ days: 10 })],
  ['duration', 'no time', sizing({ days: 0 })],
  ['duration', 'half a week and eight days to wait', sizing({ days: 18, waitDays: 8 })],
  ['too-long', 'five weeks', sizing({ days: 35 })],
  ['too-long', 'three weeks and eight days to wait', sizing({ days: 29, waitDays: 8 })],
];

describe('the hard policy', () => {
  it('lets the example pass', () => {
    expect(planViolations(GATE_PLAN)).toEqual([]);
    expect(planViolations(arms(POLICY.maximumVariants))).toEqual([]);
  });

  it('allows 1 % at high risk, and 5 % to plans from before rules were registered', () => {
    expect(planViolations(ofHighRisk({ alpha: 0.01, decisionRules: RULES }))).toEqual([]);
    expect(planViolations(ofHighRisk({ alpha: 0.05 }))).toEqual([]);
  });

  it.each(BROKEN)('refuses %s: %s, and nothing else', (rule, _what, broken) => {
    const violations = planViolations(broken);
    expect(violations.map((violation) => violation.rule)).toEqual([rule]);
    expect(violations[0]?.message).toMatch(/^[A-Z"].+\.$/);
  });

  it('refuses one arm alone for every rule that it breaks', () => {
    const rules = planViolations(plan({ variants: [control] })).map(({ rule }) => rule);
    expect(rules).toEqual(['variants', 'allocation']);
  });

  it('has every rule broken here', () => {
    const everything = planViolations({
      ...GATE_PLAN,
      alpha: 1,
      power: 0,
      variants: Array.from({ length: 6 }, () => treatment),
      flagKey: '',
      guardrails: [{ metric: GATE_PLAN.goal, margin: 1 }],
      request: { ...GATE_PLAN.request, risk: 'high', trafficShare: 2, smallestLift: 9, expectedLift: 1 },
      decisionRules: RULES,
      sizing: { ...atOnce, unitsPerVariant: 1, days: 29 },
    }).map(({ rule }) => rule);
    const known = new Set(BROKEN.map(([rule]) => rule));
    expect(everything.filter((rule) => !known.has(rule))).toEqual([]);
    expect(everything).toHaveLength(known.size - 1);
  });

  it('says how long it would take and what to do about it', () => {
    expect(planViolations(sizing({ days: 35 }))[0]?.message).toContain('35 days; the longest allowed is 28');
    const waiting = planViolations(sizing({ days: 29, waitDays: 8 }))[0]?.message;
    expect(waiting).toContain('29 days, the last 8 of them to wait for the goal metric of the last units');
    expect(planViolations(shares(0.5, 0.6))[0]?.message).toContain('110 %');
  });
});
