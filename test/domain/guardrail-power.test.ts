import { describe, expect, it } from 'vitest';
import { withGuardrailPower } from '#domain/design/guardrail-power.ts';
import type { Baseline, Plan } from '#domain/plan.ts';
import { sampleSizeForNonInferiority } from '#stats/power/sample-size-non-inferiority.ts';
import { GATE_BASELINE, GATE_PLAN, MAIL_PLAN } from '#test/support/example-plans.ts';

const rate = (mean: number): Baseline => ({ ...GATE_BASELINE, mean, variance: mean * (1 - mean) });
const CRASHES = { crash_rate: rate(0.03) };

function chanceOf(plan: Plan, baselines: Readonly<Record<string, Baseline>> = CRASHES) {
  return withGuardrailPower(plan, baselines).guardrails.find(({ metric }) => metric.key === 'crash_rate')
    ?.power?.chance;
}

describe('withGuardrailPower', () => {
  it('leaves it to people which guardrails must hold', () => {
    const watched: Plan = {
      ...GATE_PLAN,
      guardrails: GATE_PLAN.guardrails.map((one, at) => ({ ...one, sizedFor: at === 0 })),
    };
    for (const mean of [0.001, 0.03, 0.3]) {
      const found = withGuardrailPower(watched, { crash_rate: rate(mean), revenue_per_user: rate(mean) });
      expect(found.guardrails.map(({ sizedFor }) => sizedFor)).toEqual([true, false]);
    }
  });

  it('gives a rare guardrail a small chance at the size of the goal', () => {
    // 70,862 units per variant: the margin of 0.15 points lies 1.6 standard errors away, and 1.96 are asked for.
    expect(chanceOf(GATE_PLAN)).toBeGreaterThan(0.34);
    expect(chanceOf(GATE_PLAN)).toBeLessThan(0.4);
  });

  it('agrees with the size of non-inferiority, and counts what the looks cost', () => {
    const variance = 0.03 * 0.97;
    const size = sampleSizeForNonInferiority({ variance, margin: 0.0015, alpha: 0.025, power: 0.8 });
    if (size.kind === 'refused') throw new Error(size.reason);
    const plannedUnits = size.unitsPerVariant * GATE_PLAN.sizing.inflation * 2 * (14 / 22);
    const grown = { ...GATE_PLAN, sizing: { ...GATE_PLAN.sizing, plannedUnits } };
    // That size is for equal variances; the limit of a rate that should fall, 1.05 × control, spreads a little more.
    expect(chanceOf(grown)).toBeGreaterThan(0.78);
    expect(chanceOf(grown)).toBeLessThan(0.8);
  });

  it('has a chance that grows with the margin, the rate and the share of the smallest variant', () => {
    const margin = (value: number): Plan => ({
      ...GATE_PLAN,
      guardrails: GATE_PLAN.guardrails.map((guardrail) => ({ ...guardrail, margin: value })),
    });
    const chance = chanceOf(GATE_PLAN) ?? 0;
    expect(chanceOf(margin(0.1))).toBeGreaterThan(0.85);
    expect(chanceOf(GATE_PLAN, { crash_rate: rate(0.3) })).toBeGreaterThan(0.99);
    const variants = GATE_PLAN.variants.map((variant, at) => ({
      ...variant,
      allocation: at === 0 ? 0.9 : 0.1,
    }));
    expect(chanceOf({ ...GATE_PLAN, variants })).toBeLessThan(chance);
  });

  it('says which guardrail is too rare to be judged: fewer than 25 events in the smallest variant', () => {
    // 70,862 units per variant count for crashes.
    const tooRare = (mean: number) =>
      withGuardrailPower(GATE_PLAN, { crash_rate: rate(mean) }).guardrails[1]?.power?.tooRare;
    expect([0, 24, 26].map((events) => tooRare(events / 70_862))).toEqual([true, true, undefined]);
  });

  it('says nothing of a guardrail whose level was not read', () => {
    expect(withGuardrailPower(GATE_PLAN, {})).toEqual(GATE_PLAN);
  });

  it('has hardly a chance if nothing can be proven: no level, or no unit that counts by the end', () => {
    // What chance alone proves: a one-sided error of half of alpha.
    expect(chanceOf(GATE_PLAN, { crash_rate: rate(0) })).toBeCloseTo(0.025, 4);
    const late: Plan = { ...MAIL_PLAN, guardrails: [{ metric: GATE_PLAN.goal, margin: 0.05 }] };
    const found = withGuardrailPower(late, { retention_7d: rate(0.19) }).guardrails[0]?.power;
    expect(found?.chance).toBeCloseTo(0.025, 4);
  });
});
