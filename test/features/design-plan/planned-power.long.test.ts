import { describe, expect, it } from 'vitest';
import { sizePlan } from '#domain/design/sizing.ts';
import { analysisPlanOf } from '#domain/looks/analysis-plan.ts';
import { findMetric, type Metric } from '#domain/metric.ts';
import type { Baseline, Plan } from '#domain/plan.ts';
import { baselineOf } from '#features/design-plan/read-baselines.ts';
import { settleHorizon } from '#features/design-plan/settle-horizon.ts';
import { EXAMPLE_SETTINGS } from '#sandbox/example-settings.ts';
import type { EarlierLook } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { GATE_PROPOSAL, GATE_REQUEST, planOf } from '#test/support/example-plans.ts';
import { baselineOfAll, drawArm, drawPopulation } from '#test/support/returning-units.ts';

const ROUNDS = 2_000;
const POPULATION = drawPopulation(9_000, 0.25, 0.06, 17);
const goal = metric('checkout_conversion');

function metric(key: string): Metric {
  const found = findMetric(EXAMPLE_SETTINGS.metrics, key);
  if (found === null) throw new Error(key);
  return found;
}

/** The plan of a request for this lift on this baseline. */
function planFor(baseline: Baseline, smallestLift: number): Plan {
  const request = { ...GATE_REQUEST, goalMetric: goal.key, guardrailMetrics: [], smallestLift };
  return planOf('power', request, { ...GATE_PROPOSAL, guardrailMetrics: [], secondaryMetrics: [] }, baseline);
}

/** The control keeps so many of its orders that the treatment, which keeps all, is better by exactly the lift. */
function baselineAfter(days: number, lift: number): Baseline {
  return baselineOf(goal, baselineOfAll(POPULATION, 1 / (1 + lift), days, goal.key), days);
}

/** The share of experiments in which the registered looks prove a true lift of the planned size. */
function powerOf(plan: Plan): number {
  const random = seededRandom(99);
  const lift = plan.request.smallestLift;
  const days = plan.sizing.plannedLooks === 1 ? [plan.sizing.days] : [7, plan.sizing.days];
  let proven = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const isTreated = Uint8Array.from(POPULATION.rates, () => (random.uniform() < 0.5 ? 1 : 0));
    const control = drawArm(POPULATION, (person) => isTreated[person] === 0, 1 / (1 + lift), days, random);
    const treatment = drawArm(POPULATION, (person) => isTreated[person] === 1, 1, days, random);
    if (isProven(plan, days, control, treatment)) proven += 1;
  }
  return proven / ROUNDS;
}

type Arms = ReturnType<typeof drawArm>;

function isProven(plan: Plan, days: readonly number[], control: Arms, treatment: Arms): boolean {
  const earlier: EarlierLook[] = [];
  for (const [at, day] of days.entries()) {
    const [left, right] = [control[at], treatment[at]];
    if (left === undefined || right === undefined) throw new Error('a look without arms');
    const analysis = analyze(
      analysisPlanOf(plan),
      {
        look: at + 1,
        daysRunning: day,
        final: at === days.length - 1,
        units: { control: left.n, treatment: right.n },
        multipleExposure: 0,
        moments: { [goal.key]: { control: left, treatment: right } },
      },
      earlier,
    );
    if (analysis.comparisons.some((one) => one.kind === 'ok' && one.verdict === 'better')) return true;
    earlier.push({ look: analysis.look, informationFraction: analysis.informationFraction });
  }
  return false;
}

/** The smallest lift, to one part in a thousand, for which a plan has so many days. */
function smallestLiftFor(days: number, baselineFor: (lift: number) => Baseline): number {
  let [low, high] = [0.02, 0.6];
  for (let step = 0; step < 10; step += 1) {
    const lift = (low + high) / 2;
    const rest = { trafficShare: 1, split: [0.5, 0.5], cadence: 'weekly', alpha: 0.05, power: 0.8 } as const;
    const sizing = sizePlan({ goal, baseline: baselineFor(lift), smallestLift: lift, ...rest });
    if (sizing.kind === 'ok' && sizing.value.days <= days) high = lift;
    else low = lift;
  }
  return high;
}

describe('the power of a plan for units that return', { timeout: 300_000 }, () => {
  for (const days of [7, 14]) {
    it(`is the registered one over ${days} days`, async () => {
      const lift = smallestLiftFor(days, (tried) => ({ ...baselineAfter(days, tried), horizonDays: 7 }));
      const settled = await settleHorizon(
        async (horizon) => baselineAfter(horizon, lift),
        (baseline) => ({ kind: 'ok', value: planFor(baseline, lift).sizing }),
      );
      const plan = planFor(settled, lift);
      expect(plan.sizing.days).toBe(days);
      expect(settled.horizonDays).toBe(days);
      const power = powerOf(plan);
      expect(Math.abs(power - plan.power)).toBeLessThan(0.03);
    });
  }

  it('is far below it over one week if only the level is that of four', () => {
    const fourWeeks = (lift: number) => {
      const { mean, variance } = baselineAfter(28, lift);
      return { ...baselineAfter(7, lift), mean, variance };
    };
    const lift = smallestLiftFor(7, fourWeeks);
    const plan = planFor(fourWeeks(lift), lift);
    expect(plan.sizing.days).toBe(7);
    expect(powerOf(plan)).toBeLessThan(0.72);
  });
});
