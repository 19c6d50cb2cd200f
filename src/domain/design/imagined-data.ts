import { type Metric, maturityDays } from '#domain/metric.ts';
import { type Baseline, enteringDays, type Plan, type Variant } from '#domain/plan.ts';
import { normalQuantile } from '#stats/distributions.ts';
import type { LookData } from '#stats/engine/analysis.ts';
import { type Moments, momentsFromCounts, NO_UNITS } from '#stats/moments/moments.ts';
import type { RandomSource } from '#stats/numerics/seeded-random.ts';

/** A metric as it would be measured: its level before, and its true relative change by treatment (none if left out). */
export interface ImaginedMetric {
  readonly metric: Metric;
  readonly baseline: Pick<Baseline, 'mean' | 'variance'>;
  readonly change: Readonly<Record<string, number>>;
}

/** One imagined experiment at the end of any day from 1 on. */
export interface ImaginedExperiment {
  /** Its data, without what says which look it is. */
  readonly data: (day: number) => Omit<LookData, 'look' | 'final'>;
  /** How far any treatment strays from what is expected in any metric, in standard errors of the difference. */
  readonly stray: (day: number) => number;
}

/** Chance, and the place between 0 and 1 of the final difference of each metric. */
export interface ChanceDraw {
  readonly random: RandomSource;
  readonly places: readonly number[];
}

/** Of one arm: the sum of standard normal steps by the days of units that count. */
type Walk = Float64Array;

/**
 * Places for so many experiments and metrics. They cover 0 to 1 evenly, in an order by chance for every metric (Latin
 * hypercube), so that a few hundred experiments already have the tails that they should have.
 */
export function evenPlaces(
  random: RandomSource,
  experiments: number,
  metrics: number,
): readonly (readonly number[])[] {
  const columns = Array.from({ length: metrics }, () => shuffledPlaces(random, experiments));
  return Array.from({ length: experiments }, (_, row) => columns.map((column) => column[row] ?? 0.5));
}

function shuffledPlaces(random: RandomSource, length: number): readonly number[] {
  const places = Array.from({ length }, (_, index) => (index + 0.5) / length);
  for (let last = length - 1; last > 0; last -= 1) {
    const other = Math.floor(random.uniform() * (last + 1));
    [places[last], places[other]] = [places[other] ?? 0.5, places[last] ?? 0.5];
  }
  return places;
}

/**
 * Imagines one experiment in the Gaussian limit: the mean of an arm is that of its days, each of which has the same units and the
 * variance of the level before. Metrics are independent of each other; rates come in whole events. Without a draw everything is as
 * expected.
 */
export function imagineExperiment(
  plan: Plan,
  metrics: readonly ImaginedMetric[],
  draw: ChanceDraw | null,
): ImaginedExperiment {
  const perDay = plan.sizing.plannedUnits / enteringDays(plan.sizing);
  const walks = metrics.map((one, index) =>
    draw === null ? [] : walksOf(plan, one.metric, draw.random, draw.places[index] ?? 0.5),
  );
  const walkedTo = (metric: Metric, index: number, arm: number, day: number) => {
    const days = Math.max(0, day - maturityDays(metric));
    return { days, walked: walks[index]?.[arm]?.[days] ?? 0 };
  };
  const momentsOn = (day: number, one: ImaginedMetric, index: number) =>
    plan.variants.map((variant, arm): readonly [string, Moments] => {
      const perDayOfArm = perDay * variant.allocation;
      return [variant.key, armMoments(one, variant, perDayOfArm, walkedTo(one.metric, index, arm, day))];
    });
  return {
    data: (day) => {
      const awaited = metrics.flatMap(({ metric }) => (day <= maturityDays(metric) ? [metric.key] : []));
      return {
        daysRunning: day - (plan.sizing.waitDays ?? 0),
        units: Object.fromEntries(
          plan.variants.map(({ key, allocation }) => [key, Math.round(perDay * allocation * day)]),
        ),
        multipleExposure: 0,
        moments: Object.fromEntries(
          metrics.map((one, index) => [one.metric.key, Object.fromEntries(momentsOn(day, one, index))]),
        ),
        ...(awaited.length === 0 ? {} : { awaited }),
      };
    },
    stray: (day) => {
      let farthest = 0;
      for (const [index, { metric }] of metrics.entries()) {
        const scaled = plan.variants.map(({ allocation }, arm) => {
          const { days, walked } = walkedTo(metric, index, arm, day);
          return days === 0 ? 0 : walked / Math.sqrt(allocation * days);
        });
        const from = plan.variants.findIndex(({ role }) => role === 'control');
        for (const [arm, { allocation }] of plan.variants.entries()) {
          const spread = Math.sqrt(1 / allocation + 1 / (plan.variants[from]?.allocation ?? 1));
          farthest = Math.max(farthest, Math.abs((scaled[arm] ?? 0) - (scaled[from] ?? 0)) / spread);
        }
      }
      return farthest;
    },
  };
}

/** The moments of an arm after so many days of units that count. */
function armMoments(
  { metric, baseline, change }: ImaginedMetric,
  { key }: Variant,
  unitsPerDay: number,
  { days, walked }: { readonly days: number; readonly walked: number },
): Moments {
  const n = Math.round(unitsPerDay * days);
  if (n < 1) return NO_UNITS;
  const growth = 1 + (change[key] ?? 0);
  const level = baseline.mean * growth;
  const isRate = metric.kind === 'proportion' && metric.covariateDays === undefined;
  // As in the size: values that grow spread more, and a fall is not counted on to make them more precise.
  const grown = metric.kind === 'proportion' ? 1 : Math.max(1, growth) ** 2;
  const variance = isRate ? Math.max(0, level * (1 - level)) : baseline.variance * grown;
  const mean = level + (Math.sqrt(variance / unitsPerDay) * walked) / days;
  if (!isRate) return { n, mean, m2: variance * (n - 1) };
  return momentsFromCounts(n, Math.min(n, Math.max(0, Math.round(mean * n))));
}

/** The walks of all arms, in plan order. The difference of the first treatment and the control ends at the place. */
function walksOf(plan: Plan, metric: Metric, random: RandomSource, place: number): readonly Walk[] {
  const days = Math.max(1, plan.sizing.days - maturityDays(metric));
  const walks = plan.variants.map(() => walkOf(days, random));
  const control = plan.variants.findIndex(({ role }) => role === 'control');
  const first = plan.variants.findIndex(({ role }) => role === 'treatment');
  const [c = 0, t = 0] = [control, first].map((arm) => 1 / Math.sqrt(plan.variants[arm]?.allocation ?? 1));
  const [from, to] = [walks[control], walks[first]];
  if (from === undefined || to === undefined) return walks;
  // Moves both along their difference alone, so that everything else stays as drawn.
  const spread = Math.hypot(c, t);
  const drawn = (t * (to[days] ?? 0) - c * (from[days] ?? 0)) / spread;
  const missing = normalQuantile(place) * Math.sqrt(days) - drawn;
  bend(to, ((t / spread) * missing) / days);
  bend(from, ((-c / spread) * missing) / days);
  return walks;
}

function walkOf(days: number, random: RandomSource): Walk {
  const walk = new Float64Array(days + 1);
  for (let day = 1; day <= days; day += 1) walk[day] = (walk[day - 1] ?? 0) + random.normal();
  return walk;
}

/** Adds a straight line to a walk; what is left is a Brownian bridge to the new end. */
function bend(walk: Walk, perDay: number): void {
  for (const day of walk.keys()) walk[day] = (walk[day] ?? 0) + perDay * day;
}
