import { describe, expect, it } from 'vitest';
import { weakGuardrails, withGuardrailPower } from '#domain/design/guardrail-power.ts';
import type { Baseline, Plan } from '#domain/plan.ts';
import { sampleSizeForNonInferiority } from '#stats/power/sample-size-non-inferiority.ts';
import { GATE_BASELINE, GATE_PLAN, MAIL_PLAN } from '#test/support/example-plans.ts';

const rate = (mean: number): Baseline => ({ ...GATE_BASELINE, mean, variance: mean * (1 - mean) });
const CRASHES = { crash_rate: rate(0.03) };

function powerOf(plan: Plan, baselines: Readonly<Record<string, Baseline>> = CRASHES) {
  return withGuardrailPower(plan, baselines).guardrails.find(({ metric }) => metric.key === 'crash_rate')
    ?.power;
}

describe('withGuardrailPower', () => {
  it('asks the proof of those that the size proves nearly surely, and of no other', () => {
    const crashes = (mean: number) =>
      withGuardrailPower(GATE_PLAN, { crash_rate: rate(mean) }).guardrails.find(
        ({ metric }) => metric.key === 'crash_rate',
      );
    const found = [0.03, 0.06, 0.08, 0.1, 0.2].map(crashes);
    // Two guardrails may lose 2.5 % each.
    for (const one of found) expect(one?.sizedFor).toBe((one?.power?.chance ?? 0) >= 0.975);
    expect(found.map((one) => one?.sizedFor)).toContain(true);
    expect(found.map((one) => one?.sizedFor)).toContain(false);
    // Nothing is known of a level that was not read.
    expect(withGuardrailPower(GATE_PLAN, {}).guardrails.every((one) => one.sizedFor === undefined)).toBe(
      true,
    );
  });

  it('finds a rare guardrail out of reach at the size of the goal', () => {
    const weak = weakGuardrails(withGuardrailPower(GATE_PLAN, CRASHES));
    expect(weak.map(({ metric }) => metric.key)).toEqual(['crash_rate']);
    // 70,862 units per variant: the margin of 0.15 points lies 1.66 standard errors away, and 1.96 are asked for.
    expect(weak[0]).toMatchObject({ margin: 0.05, unitsPerVariant: 70_862 });
    expect(weak[0]?.chance).toBeGreaterThan(0.36);
    expect(weak[0]?.chance).toBeLessThan(0.4);
  });

  it('asks for the size of non-inferiority, and for what the looks cost', () => {
    const variance = 0.03 * 0.97;
    const size = sampleSizeForNonInferiority({ variance, margin: 0.0015, alpha: 0.025, power: 0.8 });
    const needed = powerOf(GATE_PLAN)?.unitsNeeded ?? 0;
    expect(size.kind === 'ok' && needed / size.unitsPerVariant).toBeCloseTo(GATE_PLAN.sizing.inflation, 4);
    const plannedUnits = needed * 2 * (14 / 22);
    const grown = { ...GATE_PLAN, sizing: { ...GATE_PLAN.sizing, plannedUnits } };
    expect(powerOf(grown)?.chance).toBeCloseTo(0.8, 3);
  });

  it('has a chance that grows with the margin, the rate and the share of the smallest variant', () => {
    const margin = (value: number): Plan => ({
      ...GATE_PLAN,
      guardrails: GATE_PLAN.guardrails.map((guardrail) => ({ ...guardrail, margin: value })),
    });
    const chance = powerOf(GATE_PLAN)?.chance ?? 0;
    expect(powerOf(margin(0.1))?.chance).toBeGreaterThan(0.85);
    expect(powerOf(GATE_PLAN, { crash_rate: rate(0.3) })?.chance).toBeGreaterThan(0.99);
    const variants = GATE_PLAN.variants.map((variant, at) => ({
      ...variant,
      allocation: at === 0 ? 0.9 : 0.1,
    }));
    expect(powerOf({ ...GATE_PLAN, variants })?.chance).toBeLessThan(chance);
  });

  it('says nothing of a guardrail that is well powered, or whose level was not read', () => {
    expect(weakGuardrails(withGuardrailPower(GATE_PLAN, { crash_rate: rate(0.3) }))).toEqual([]);
    expect(withGuardrailPower(GATE_PLAN, {})).toEqual(GATE_PLAN);
  });

  it('has no chance if nothing can be proven: no level, or no unit that counts by the end', () => {
    expect(powerOf(GATE_PLAN, { crash_rate: rate(0) })).toMatchObject({ chance: 0, unitsNeeded: null });
    const late: Plan = { ...MAIL_PLAN, guardrails: [{ metric: GATE_PLAN.goal, margin: 0.05 }] };
    const found = withGuardrailPower(late, { retention_7d: rate(0.19) }).guardrails[0]?.power;
    expect(found).toMatchObject({ chance: 0, unitsPerVariant: 0 });
    expect(found?.unitsNeeded).toBeGreaterThan(10_000);
  });
});
