import type { AnalysisPlan, EarlierLook, LookData, MetricSpec } from '#stats/engine/analysis.ts';
import { momentsFromVariance } from '#stats/moments/moments.ts';
import { type RandomSource, seededRandom } from '#stats/numerics/seeded-random.ts';

/** A plan and one look of it, made up from a seed. */
export interface BenchCase {
  readonly plan: AnalysisPlan;
  readonly data: LookData;
  readonly earlier: readonly EarlierLook[];
}

const UNITS = 10_000;

/** `metrics` × (`variants` - 1) comparisons at day 21 of 28 after daily looks from day 7: half goals, half secondary. */
export function benchCase(metrics: number, variants: number, seed: number): BenchCase {
  const names = Array.from({ length: variants }, (_, index) => (index === 0 ? 'control' : `v${index}`));
  const specs = Array.from({ length: metrics }, (_, index) => metricOf(index));
  const random = seededRandom(seed);
  const plan: AnalysisPlan = {
    control: 'control',
    treatments: names.slice(1),
    allocation: Object.fromEntries(names.map((name) => [name, 1 / variants])),
    metrics: specs,
    alpha: 0.05,
    plannedUnits: (UNITS * variants * 28) / 21,
    plannedLooks: 28,
    monitoring: 'spending',
    smallestLift: 0.01,
    minimum: { days: 7, unitsPerVariant: 100, eventsPerVariant: 0, unitsPerVariantToDecide: 1000 },
    srmAlpha: 0.001,
  };
  const earlier = Array.from({ length: 14 }, (_, index) => ({
    look: index + 7,
    informationFraction: (index + 7) / 28,
  }));
  return { plan, data: dataOf(specs, names, random), earlier };
}

function metricOf(index: number): MetricSpec {
  const role = index % 2 === 0 ? 'goal' : 'secondary';
  return { key: `m${index}`, role, kind: 'mean', desiredDirection: 'increase', margin: null };
}

function dataOf(specs: readonly MetricSpec[], names: readonly string[], random: RandomSource): LookData {
  const arm = () => momentsFromVariance(UNITS, 10 + random.normal() / Math.sqrt(UNITS), 1);
  return {
    look: 21,
    daysRunning: 21,
    final: false,
    units: Object.fromEntries(names.map((name) => [name, UNITS])),
    multipleExposure: 0,
    moments: Object.fromEntries(
      specs.map(({ key }) => [key, Object.fromEntries(names.map((name) => [name, arm()]))]),
    ),
  };
}
