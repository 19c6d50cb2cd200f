import { describe, expect, it } from 'vitest';
import { judge } from '#domain/decision/decision-rules.ts';
import { followUpOf, outlookOf } from '#domain/decision/outlook.ts';
import type { Plan } from '#domain/plan.ts';
import { SHIPPED_RULE_SETS } from '#settings/file/shipped-rules.ts';
import { analysis, comparison, guardrail } from '#test/domain/example-analyses.ts';
import { GATE_PLAN } from '#test/support/example-plans.ts';

/** 100,000 units in 14 days, nothing to wait for, 80 % power. */
const PLAN: Plan = {
  ...GATE_PLAN,
  goal: { ...GATE_PLAN.goal, key: 'retention_7d' },
  request: { ...GATE_PLAN.request, smallestLift: 0.05 },
  power: 0.8,
  sizing: {
    unitsPerVariant: 50_000,
    plannedUnits: 100_000,
    days: 14,
    plannedLooks: 2,
    method: 'm',
    inflation: 1,
  },
};
const half = analysis({ informationFraction: 0.5 });
const safe = [guardrail('revenue_per_user', 'non-inferior'), guardrail('crash_rate', 'non-inferior')];
const goalAt = (statistic: number) => comparison({ statistic, lift: 0.03, absoluteEffect: 0.006 });

describe('the outlook of a look before the end', () => {
  // By hand: the second half must exceed (1.96 - z/√2)·√2 and has the mean z, so at z = 1.96/√2 the chance is that of z itself above 1.386: 1/2.
  it('is an even chance if half of the proof is there at half of the units', () => {
    expect(outlookOf(PLAN, half, goalAt(1.385904))).toMatchObject({ chance: 0.5, isPromising: true });
  });

  it.each([
    [0.5, false],
    [1.2, true],
    [1.6, true],
    [1.9, false],
  ])('with the statistic %d is promising: %s', (statistic, isPromising) => {
    expect(outlookOf(PLAN, half, goalAt(statistic))?.isPromising).toBe(isPromising);
    const falling: Plan = { ...PLAN, goal: { ...PLAN.goal, desiredDirection: 'decrease' } };
    expect(outlookOf(falling, half, goalAt(-statistic))?.isPromising).toBe(isPromising);
  });

  it('asks for the units that bring the power, in whole weeks', () => {
    // z₂ must reach (1.960 - 1.131)·√2 + 0.842 = 2.014 on average: 50,000·(2.014/1.6)² = 79,200 more, rounded up with its digits.
    const outlook = outlookOf(PLAN, half, goalAt(1.6));
    expect(Math.abs((outlook?.units ?? 0) - 129_200)).toBeLessThan(300);
    expect(outlook).toMatchObject({ days: 21 });
    expect(outlook?.chanceThen).toBeCloseTo(0.8, 3);
  });

  it('asks for no more than four weeks bring, and says what chance that is', () => {
    const outlook = outlookOf(PLAN, half, goalAt(1.2));
    expect(outlook).toMatchObject({ units: 200_000, days: 28 });
    expect(outlook?.chanceThen).toBeLessThan(0.8);
  });

  it('is not promising if the longest experiment is planned already', () => {
    const longest = { ...PLAN, sizing: { ...PLAN.sizing, days: 28 } };
    expect(outlookOf(longest, half, goalAt(1.386))?.isPromising).toBe(false);
  });

  it('is not said at the end, or of a proven goal', () => {
    expect(outlookOf(PLAN, analysis({ informationFraction: 1 }), goalAt(1.3))).toBeNull();
    expect(outlookOf(PLAN, half, comparison({ verdict: 'better', statistic: 3 }))).toBeNull();
  });
});

describe('a follow-up', () => {
  const end = analysis({ final: true, units: { control: 45_000, treatment: 45_000 } });

  it('is as large as its standard error must be small', () => {
    // 1.96 + 0.842 = 2.802 standard errors of 0.003 are 0.0084; the lift of 5 % on 0.2 is 0.01: 90,000·0.7063.
    expect(followUpOf(PLAN, end, comparison({ liftInterval: { lower: -0.03, upper: 0.06 } }))).toEqual({
      reaches: true,
      units: expect.closeTo(63_570, -2),
      days: 14,
    });
  });

  it('has no size without a level of the control', () => {
    expect(followUpOf(PLAN, end, comparison({ controlMean: 0 }))).toBeNull();
    expect(followUpOf(PLAN, end, comparison({ lift: null, liftInterval: null }))).toBeNull();
  });
});

describe('explore', () => {
  const decisionRules = SHIPPED_RULE_SETS.find(({ name }) => name === 'explore');
  if (decisionRules === undefined) throw new Error('no set explore');
  const plan: Plan = { ...PLAN, decisionRules };
  const better = comparison({ verdict: 'better', lift: 0.1, liftInterval: { lower: 0.02, upper: 0.18 } });
  const openGoal = comparison({ lift: 0.03, liftInterval: { lower: -0.02, upper: 0.08 } });
  const unsure = [guardrail('revenue_per_user', 'unproven'), guardrail('crash_rate', 'non-inferior')];

  it.each([
    ['extends what is promising', { comparisons: [goalAt(1.386), ...safe] }, 'extend', 'promising'],
    ['goes on with what is not', { comparisons: [goalAt(0.2), ...safe] }, 'keep-running', 'not-yet'],
    ['ships as worth-having', { comparisons: [better, ...safe] }, 'ship', 'proven-and-safe'],
    [
      'iterates on a better goal that a guardrail stops',
      { comparisons: [better, ...unsure], final: true },
      ...(['iterate', 'better-but-guardrail'] as const),
    ],
    [
      'iterates on a lift that is not ruled out',
      { comparisons: [openGoal, ...safe], final: true },
      ...(['iterate', 'open-at-the-end'] as const),
    ],
    [
      'ends what is ruled out',
      {
        comparisons: [comparison({ lift: 0.01, liftInterval: { lower: -0.02, upper: 0.04 } }), ...safe],
        final: true,
      },
      ...(['end-without-winner', 'nothing-proven'] as const),
    ],
    [
      'ends a loss',
      {
        comparisons: [comparison({ lift: -0.01, liftInterval: { lower: -0.08, upper: 0.06 } }), ...safe],
        final: true,
      },
      ...(['end-without-winner', 'nothing-proven'] as const),
    ],
  ] as const)('%s', (_what, change, recommendation, rule) => {
    expect(judge(plan, analysis(change))).toMatchObject({ recommendation, rule });
  });
});
