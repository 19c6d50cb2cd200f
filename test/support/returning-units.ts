import type { BaselineFigures } from '#ports/look-figures.ts';
import { type Moments, momentsFromCounts } from '#stats/moments/moments.ts';
import { type RandomSource, seededRandom } from '#stats/numerics/seeded-random.ts';

/** People who come back: some daily, most rarely. Each visit may bring an order. */
export interface Population {
  /** Visits a day of each person. */
  readonly rates: Float64Array;
  readonly orderRate: number;
}

/** One unit of an experiment, in days since its start. */
interface Course {
  readonly exposedAt: number;
  /** Its first order from then on. */
  readonly orderedAt: number;
}

/** Rates from a gamma distribution with this mean, spread so that a few come daily and many once a month. */
export function drawPopulation(
  persons: number,
  visitsPerDay: number,
  orderRate: number,
  seed: number,
): Population {
  const random = seededRandom(seed);
  const shape = 0.6;
  const rates = Float64Array.from({ length: persons }, () => (random.gamma(shape) / shape) * visitsPerDay);
  return { rates, orderRate };
}

/** Visits are a Poisson process; the order comes with the first visit, or later by the thinned process. */
function courseOf(rate: number, orderRate: number, random: RandomSource): Course {
  const exposedAt = -Math.log(1 - random.uniform()) / rate;
  const isAtOnce = random.uniform() < orderRate;
  const later = -Math.log(1 - random.uniform()) / (rate * orderRate);
  return { exposedAt, orderedAt: isAtOnce ? exposedAt : exposedAt + later };
}

/** Units and moments of one arm, as looks at these days find them; a share `kept` of the orders stays. */
export function drawArm(
  { rates, orderRate }: Population,
  share: (person: number) => boolean,
  kept: number,
  days: readonly number[],
  random: RandomSource,
): readonly Moments[] {
  const units = days.map(() => 0);
  const orders = days.map(() => 0);
  for (let person = 0; person < rates.length; person += 1) {
    if (!share(person)) continue;
    const { exposedAt, orderedAt } = courseOf(rates[person] ?? 0, orderRate, random);
    const isKept = random.uniform() < kept;
    for (const [at, day] of days.entries()) {
      if (exposedAt < day) units[at] = (units[at] ?? 0) + 1;
      if (isKept && orderedAt < day) orders[at] = (orders[at] ?? 0) + 1;
    }
  }
  return days.map((_, at) => momentsFromCounts(units[at] ?? 0, orders[at] ?? 0));
}

/** What all of them did over `days` days, averaged over many courses, so that chance in the baseline is out of the question. */
export function baselineOfAll(
  population: Population,
  kept: number,
  days: number,
  key: string,
): BaselineFigures {
  const random = seededRandom(days);
  const rounds = 30;
  const upTo = Array.from({ length: days }, (_, day) => day + 1);
  const seen = upTo.map(() => 0);
  let orders = 0;
  for (let round = 0; round < rounds; round += 1) {
    const figures = drawArm(population, () => true, kept, upTo, random);
    for (const [at, { n }] of figures.entries()) seen[at] = (seen[at] ?? 0) + n / rounds;
    const last = figures.at(-1);
    orders += ((last?.n ?? 0) * (last?.mean ?? 0)) / rounds;
  }
  const units = seen.at(-1) ?? 0;
  const mean = orders / units;
  return {
    units,
    firstSeen: seen.map((all, at) => all - (seen[at - 1] ?? 0)),
    moments: { [key]: { n: units, mean, variance: mean * (1 - mean) } },
    unusable: { [key]: 0 },
  };
}
