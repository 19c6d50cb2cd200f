import { canonicalJson } from '#shared/canonical-json.ts';
import { mergeMoments } from '#stats/moments/moments.ts';
import { memoize } from '#stats/numerics/memoize.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import type { MeasureTotal } from './scenario.ts';

/** n, mean and sum of squared deviations of the units that came first. */
export interface Running {
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
}

/** The running figures after each unit; `at(n)` for whole n from 0 on. Past all units the same order begins again. */
export interface Course {
  readonly units: number;
  at(n: number): Running;
}

/**
 * Puts an arm's units into an order fixed by the seed. Proportions: successes are drawn without replacement, unit
 * by unit (sequential hypergeometric). Means: values are gamma draws, moved and stretched so that all of them
 * together have exactly the mean and variance asked for, in the same random order.
 */
export function drawCourse(units: number, total: MeasureTotal, seed: number): Course {
  const course = drawn({ units, total, seed });
  const at = (n: number): Running =>
    n <= units || units === 0 ? course.at(n) : mergeMoments(course.at(units), at(n - units));
  return { units, at };
}

interface Drawing {
  readonly units: number;
  readonly total: MeasureTotal;
  readonly seed: number;
}

/** A sandbox that starts again draws the same orders. */
const drawn = memoize(
  ({ units, total, seed }: Drawing): Course =>
    total.kind === 'proportion'
      ? drawSuccesses(units, total.successes, seed)
      : drawValues(units, total, seed),
  canonicalJson,
  32,
);

function drawSuccesses(units: number, successes: number, seed: number): Course {
  const counts = new Uint32Array(units + 1);
  const random = seededRandom(seed);
  let done = 0;
  for (let unit = 0; unit < units; unit += 1) {
    if (random.uniform() * (units - unit) < successes - done) done += 1;
    counts[unit + 1] = done;
  }
  return {
    units,
    at: (n) => {
      const ones = counts[n] ?? 0;
      return n === 0 ? { n, mean: 0, m2: 0 } : { n, mean: ones / n, m2: (ones * (n - ones)) / n };
    },
  };
}

function drawValues(units: number, total: Extract<MeasureTotal, { kind: 'mean' }>, seed: number): Course {
  const means = new Float64Array(units + 1);
  const squares = new Float64Array(units + 1);
  const values = valuesOf(units, total, seed);
  for (let unit = 0; unit < units; unit += 1) {
    const before = means[unit] ?? 0;
    const gap = (values[unit] ?? 0) - before;
    means[unit + 1] = before + gap / (unit + 1);
    squares[unit + 1] = (squares[unit] ?? 0) + gap * ((values[unit] ?? 0) - (means[unit + 1] ?? 0));
  }
  return {
    units,
    at: (n) => {
      // Rounding in the sums must not leak into the figures that are published.
      if (n === units) return { n, mean: total.mean, m2: total.variance * Math.max(0, units - 1) };
      return { n, mean: means[n] ?? 0, m2: squares[n] ?? 0 };
    },
  };
}

/** One value per unit; zeros and others are mixed by drawing without replacement. */
function valuesOf(units: number, total: Extract<MeasureTotal, { kind: 'mean' }>, seed: number): Float64Array {
  const random = seededRandom(seed);
  const present = Math.min(units, total.nonZero ?? units);
  const drawn = drawPresent(present, units, total, seed + 1);
  const values = new Float64Array(units);
  let used = 0;
  for (let unit = 0; unit < units; unit += 1) {
    if (random.uniform() * (units - unit) >= present - used) continue;
    values[unit] = drawn[used] ?? 0;
    used += 1;
  }
  return values;
}

/** The values that are not 0, with the mean and spread that give the arm its totals. */
function drawPresent(
  present: number,
  units: number,
  total: { readonly mean: number; readonly variance: number },
  seed: number,
): Float64Array {
  const sumSquares = total.variance * Math.max(0, units - 1) + units * total.mean * total.mean;
  const mean = present === 0 ? 0 : (units * total.mean) / present;
  const spread = Math.max(0, sumSquares - present * mean * mean);
  const variance = present === 0 ? 0 : spread / present;
  const random = seededRandom(seed);
  const shape = variance > 0 ? Math.min(1000, Math.max(0.05, (mean * mean) / variance)) : 1;
  const draws = Float64Array.from({ length: present }, () => random.gamma(shape));
  const average = draws.reduce((sum, value) => sum + value, 0) / Math.max(1, present);
  const squares = draws.reduce((sum, value) => sum + (value - average) ** 2, 0);
  const scale = squares > 0 ? Math.sqrt(spread / squares) : 0;
  return draws.map((value) => mean + (value - average) * scale);
}
