import { describe, expect, it } from 'vitest';
import { withChances } from '#domain/design/plan-chances.ts';
import type { Baseline, Plan } from '#domain/plan.ts';
import { GATE_BASELINE, GATE_PLAN, TWO_GATES_PLAN } from '#test/support/example-plans.ts';

const rate = (mean: number): Baseline => ({ ...GATE_BASELINE, mean, variance: mean * (1 - mean) });
const LEVELS = { crash_rate: rate(0.03), revenue_per_user: { ...GATE_BASELINE, mean: 2.4, variance: 36 } };

const watched = (plan: Plan): Plan => ({
  ...plan,
  guardrails: plan.guardrails.map((one) => ({ ...one, sizedFor: false })),
});

function chancesOf(plan: Plan, baselines: Readonly<Record<string, Baseline>> = LEVELS) {
  const { chances } = withChances(plan, baselines);
  if (chances === undefined) throw new Error('no chances');
  return chances;
}

describe('the chances of a plan', () => {
  it('keep what the size and the error rate promise', () => {
    // Whole weeks bring 45,094 units per variant, and 27,340 are needed for 80 %.
    const { ship, shipUnchanged, harmUnchanged } = chancesOf(watched(GATE_PLAN));
    expect(ship).toBeGreaterThan(0.93);
    expect(ship).toBeLessThan(0.98);
    expect(shipUnchanged).toBeGreaterThan(0.01);
    expect(shipUnchanged).toBeLessThan(0.035);
    expect(harmUnchanged).toBeLessThan(0.01);
  });

  it('fall to the chance of a guardrail that must hold and that the size is not for', () => {
    // Crashes are proven within their margin in 36 of 100.
    const { ship } = chancesOf(GATE_PLAN);
    expect(ship).toBeGreaterThan(0.28);
    expect(ship).toBeLessThan(0.4);
  });

  it('have no shipment if a guardrail cannot be judged', () => {
    expect(chancesOf(watched(GATE_PLAN), { ...LEVELS, crash_rate: rate(0) }).ship).toBe(0);
  });

  it('do not ship what is too small to be worth having', () => {
    const small: Plan = {
      ...GATE_PLAN,
      request: { ...GATE_PLAN.request, smallestLift: 0.2, expectedLift: 0.05 },
    };
    expect(chancesOf(watched(small)).ship).toBeLessThan(0.01);
  });

  it('are those of the smallest treatment, of several', () => {
    const { ship, shipUnchanged } = chancesOf(watched(TWO_GATES_PLAN));
    expect(ship).toBeGreaterThan(0.8);
    expect(shipUnchanged).toBeLessThan(0.045);
  });

  it('are the same every time, whatever the words of the plan', () => {
    const again = { ...GATE_PLAN, title: 'Another title', risks: [], flagKey: 'another' };
    expect(chancesOf(again)).toEqual(chancesOf(GATE_PLAN));
  });

  it('are not computed again if only words are new', () => {
    const riskReasons = [{ by: 'words', category: 'money', words: 'price' }] as const;
    const reworded = { ...GATE_PLAN, title: 'Another title', riskReasons };
    expect(chancesOf(reworded)).toBe(chancesOf(GATE_PLAN));
  });

  it('are left out if a level is not known', () => {
    expect(withChances(GATE_PLAN, { crash_rate: rate(0.03) })).toEqual(GATE_PLAN);
  });
});
