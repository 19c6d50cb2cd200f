import { describe, expect, it } from 'vitest';
import type { Analysis, AnalysisPlan, LookData, MetricSpec } from '#stats/engine/analysis.ts';
import { analyze } from '#stats/engine/analyze.ts';
import { type Extension, weighedLook } from '#stats/engine/extended-look.ts';
import type { Moments } from '#stats/moments/moments.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { comparisonIn } from '#test/stats/engine/examples.ts';
import { runs } from '#test/support/runs.ts';

const GOAL: MetricSpec = {
  ...{ key: 'score', role: 'goal', kind: 'mean', desiredDirection: 'increase', margin: null },
};
const FIRST = 2_000;

/** Two arms and two looks, at half of the units and at all of them. */
function planOf(plannedUnits: number, metrics: readonly MetricSpec[] = [GOAL]): AnalysisPlan {
  return {
    ...{ control: 'control', treatments: ['treatment'], allocation: { control: 0.5, treatment: 0.5 } },
    ...{ metrics, alpha: 0.05, plannedUnits, plannedLooks: 2, monitoring: 'spending', smallestLift: 0.01 },
    minimum: { days: 7, unitsPerVariant: 100, eventsPerVariant: 25, unitsPerVariantToDecide: 1_000 },
    srmAlpha: 0.001,
  };
}

/** A look in which every arm has `n` units with standard deviation 1 and the treatment's mean differs by z standard errors. */
function lookOf(n: number, z: number, look: number, final: boolean): LookData {
  const arm = (mean: number): Moments => ({ n, mean, m2: n - 1 });
  return {
    ...{ look, daysRunning: 7 * look, final, units: { control: n, treatment: n }, multipleExposure: 0 },
    moments: { score: { control: arm(10), treatment: arm(10 + z * Math.sqrt(2 / n)) } },
  };
}

function statisticIn(analysis: Analysis): number {
  return comparisonIn(analysis, 'score').statistic;
}

function isProven(analysis: Analysis): boolean {
  return analysis.comparisons.some((one) => one.kind === 'ok' && one.verdict !== 'unproven');
}

const remember = ({ look, informationFraction }: Analysis) => ({ look, informationFraction });
const before = planOf(2 * 2 * FIRST);

describe('a look after an extension', () => {
  const seen = analyze(before, lookOf(FIRST, 1.2, 1, false), []);
  const extended = planOf(3 * 2 * FIRST);
  const extension: Extension = { before, seen };

  it('weighs the stages as the first plan did (Cui, Hung, Wang)', () => {
    const zNow = 1.9;
    const now = lookOf(3 * FIRST, zNow, 3, true);
    const found = analyze(extended, now, [remember(seen)], extension);
    // Of the first plan half the information was seen: both stages weigh the same, whatever the second one's size.
    const second = (Math.sqrt(3) * zNow - 1.2) / Math.sqrt(2);
    expect(statisticIn(found)).toBeCloseTo(Math.sqrt(0.5) * 1.2 + Math.sqrt(0.5) * second, 2);
    expect(found.informationFraction).toBeCloseTo(1, 10);
    // What is told of the units is what there is.
    expect(found.units).toEqual({ control: 3 * FIRST, treatment: 3 * FIRST });
    const { absoluteInterval, absoluteEffect } = comparisonIn(found, 'score');
    expect(absoluteInterval.lower < 0 && absoluteEffect > 0).toBe(!isProven(found));
  });

  it('goes on with the spending of the first plan: half of the rest of the units is three quarters', () => {
    const now = lookOf(2 * FIRST, 1.5, 2, false);
    const found = analyze(extended, now, [remember(seen)], extension);
    expect(found.informationFraction).toBeCloseTo(0.75, 10);
  });

  it('is the plain look if nothing was seen before, or nothing changed', () => {
    const now = lookOf(3 * FIRST, 1.9, 3, true);
    const plain = analyze(extended, now, []);
    expect(analyze(extended, now, [], { before, seen: null })).toEqual(plain);
    const same = lookOf(2 * FIRST, 1.9, 2, true);
    expect(analyze(before, same, [remember(seen)], extension)).toEqual(
      analyze(before, same, [remember(seen)]),
    );
  });

  it('leaves health, harm and a watch as they are', () => {
    const now = lookOf(3 * FIRST, -9, 3, true);
    const [plain, found] = [
      analyze(extended, now, [remember(seen)]),
      analyze(extended, now, [remember(seen)], extension),
    ];
    expect([found.health, found.harm]).toEqual([plain.health, plain.harm]);
    const watch = { ...now, isWatch: true };
    expect(analyze(extended, watch, [], extension)).toEqual(analyze(extended, watch, []));
  });

  it('weighs a metric by its own planned units if its events come late, and one that was not shown evenly', () => {
    const late = { ...GOAL, key: 'late', role: 'secondary', plannedUnits: 2 * FIRST } as const;
    const hidden = { ...GOAL, key: 'hidden', role: 'secondary' } as const;
    const first = planOf(4 * FIRST, [GOAL, late]);
    const data = lookOf(FIRST, 1, 1, false);
    const withLate = (look: LookData, n: number): LookData => ({
      ...look,
      moments: {
        ...look.moments,
        late: { control: { n, mean: 1, m2: n }, treatment: { n, mean: 1.02, m2: n } },
      },
    });
    const shown = analyze(first, withLate(data, FIRST / 2), []);
    const then = planOf(6 * FIRST, [GOAL, { ...late, plannedUnits: 4 * FIRST }, hidden]);
    const look = withLate(lookOf(3 * FIRST, 1, 3, true), 2 * FIRST);
    const arm = { n: 3 * FIRST, mean: 5, m2: 3 * FIRST };
    const full = { ...look, moments: { ...look.moments, hidden: { control: arm, treatment: arm } } };
    const weighed = weighedLook(then, full, { before: first, seen: shown });
    expect(weighed.data.moments['hidden']?.['control']).toEqual(arm);
    const own = weighed.plan.metrics.find(({ key }) => key === 'late');
    const counted = 2 * (weighed.data.moments['late']?.['control']?.n ?? 0);
    expect(counted / (own?.plannedUnits ?? 0)).toBeCloseTo(1, 10);
  });
});

describe('the error rate', () => {
  /** The share of experiments without an effect in which something is proven, if this rule extends them. */
  function errorRate(count: number, extendsOn: (z: number) => number | null): number {
    const { normal } = seededRandom(20_261_129);
    let proven = 0;
    for (let run = 0; run < count; run += 1) {
      const z = normal();
      const first = analyze(before, lookOf(FIRST, z, 1, false), []);
      const factor = extendsOn(z) ?? 2;
      const looks = factor === 2 ? [2] : [2, factor];
      let earlier = [remember(first)];
      let found = isProven(first);
      let sum = z;
      let size = 1;
      for (const step of looks) {
        sum += Math.sqrt(step - size) * normal();
        size = step;
        const plan = planOf(factor * 2 * FIRST);
        const data = lookOf(step * FIRST, sum / Math.sqrt(step), step, step === factor);
        const extension = factor === 2 ? null : { before, seen: first };
        const analysis = analyze(plan, data, earlier, extension);
        earlier = [...earlier, remember(analysis)];
        found ||= isProven(analysis);
      }
      if (found) proven += 1;
    }
    return proven / count;
  }

  /** Goes on just when that raises the chance of a proof the most: an unlucky, but not hopeless look. */
  const hunts = (z: number) => (Math.abs(z) > 0.4 && Math.abs(z) < 2.2 ? 8 : null);
  const count = runs(20_000);
  const bound = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / count);

  it('is kept, although whether to extend depends on the effect that was seen', () => {
    expect(errorRate(count, hunts)).toBeLessThan(bound);
    expect(errorRate(count, (z) => (z > 0 ? 3 : null))).toBeLessThan(bound);
  });
});
