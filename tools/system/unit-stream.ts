import type { FlagPeriod } from '#sandbox/stand-ins/posthog/accrual.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import type { TrueExperiment } from './draw-experiments.ts';
import { createTruthChance } from './truth-chance.ts';
import { TRUTH_METRICS } from './truth-metrics.ts';

/** Running sums over the units of a variant, in the order in which they came. */
export interface Sums {
  readonly n: number;
  readonly value: number;
  readonly valueSquared: number;
  readonly before: number;
  readonly beforeSquared: number;
  readonly product: number;
}

/** The units of one experiment, drawn one by one as they come, by how the flag stands at that moment. */
export interface UnitStream {
  /** Draws the units that come up to this moment, milliseconds since the epoch. */
  drawUntil(time: number, periods: readonly FlagPeriod[]): void;
  /** Units of a variant that came before this moment, of those that are drawn. */
  unitsBefore(variant: string, time: number): number;
  /** What the first `n` units of a variant did. */
  sumsOf(variant: string, metric: string, n: number): Sums;
}

const SUMS = 5;
/** Behind the key of a metric: how many of its events a unit had, instead of their values; before its exposure none. */
export const EVENTS = '.events';

/** Units arrive evenly over the day, as a Poisson process. */
export function createUnitStream(spec: TrueExperiment, seed: number): UnitStream {
  const arrivals = createTruthChance('arrivals', seed, spec.number);
  const times = new Map<string, number[]>();
  const drawn = new Map<string, ReturnType<typeof metricCourse>>();
  let until: number | null = null;
  const arrive = (from: number, to: number, shares: FlagPeriod['shares']) => {
    for (const [variant, share] of Object.entries(shares)) {
      const mean = (spec.unitsPerDay * share * (spec.arriving[variant] ?? 1) * (to - from)) / DAY;
      const came = Array.from(
        { length: arrivals.poisson(mean) },
        () => from + (to - from) * arrivals.uniform(),
      );
      const known = times.get(variant) ?? [];
      for (const time of came.sort((a, b) => a - b)) known.push(time);
      times.set(variant, known);
    }
  };
  return {
    drawUntil: (time, periods) => {
      const [first] = periods;
      if (first === undefined) return;
      until ??= first.at;
      while (until < time) {
        const next = periods.find(({ at }) => at > (until ?? 0))?.at ?? time;
        const to = Math.min(time, next, until + HOUR);
        const present = periods.findLast(({ at }) => at <= (until ?? 0));
        arrive(until, to, present?.shares ?? {});
        until = to;
      }
    },
    unitsBefore: (variant, time) => countBefore(times.get(variant) ?? [], time),
    sumsOf: (variant, metric, n) => {
      const name = `${variant}\n${metric}`;
      const course = drawn.get(name) ?? metricCourse(spec, seed, variant, metric);
      drawn.set(name, course);
      return course(n);
    },
  };
}

/** The sums of a metric in a variant after each unit, drawn as far as they are asked for. */
function metricCourse(spec: TrueExperiment, seed: number, variant: string, key: string) {
  const countsEvents = key.endsWith(EVENTS);
  const truth = countsEvents ? key.slice(0, -EVENTS.length) : key;
  const metric = TRUTH_METRICS.find((one) => one.key === truth);
  if (metric === undefined) throw new Error(`the truth has no metric ${key}`);
  const chance = createTruthChance('values', seed, spec.number, variant, truth);
  const effect = spec.effects[variant]?.[truth] ?? 0;
  const draw = () => {
    const drawn = metric.draw(chance, effect);
    return countsEvents ? { value: drawn.value === 0 ? 0 : 1, before: 0 } : drawn;
  };
  let sums = new Float64Array(SUMS * 1_024);
  let drawn = 0;
  const grow = (units: number) => {
    if (SUMS * (units + 1) <= sums.length) return;
    const larger = new Float64Array(Math.max(2 * sums.length, SUMS * (units + 1)));
    larger.set(sums);
    sums = larger;
  };
  const at = (place: number) => sums[place] ?? 0;
  return (n: number): Sums => {
    grow(n);
    for (; drawn < n; drawn += 1) {
      const { value, before } = draw();
      const last = drawn * SUMS;
      sums[last + SUMS] = at(last) + value;
      sums[last + SUMS + 1] = at(last + 1) + value * value;
      sums[last + SUMS + 2] = at(last + 2) + before;
      sums[last + SUMS + 3] = at(last + 3) + before * before;
      sums[last + SUMS + 4] = at(last + 4) + value * before;
    }
    const place = n * SUMS;
    return {
      n,
      value: at(place),
      valueSquared: at(place + 1),
      before: at(place + 2),
      beforeSquared: at(place + 3),
      product: at(place + 4),
    };
  };
}

/** How many of ascending times lie before a moment. */
function countBefore(times: readonly number[], moment: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
