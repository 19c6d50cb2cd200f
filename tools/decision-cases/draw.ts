import { type Moments, mergeMoments, momentsFromCounts, NO_UNITS } from '#stats/moments/moments.ts';
import type { RandomSource } from '#stats/numerics/seeded-random.ts';
import type { Distribution, DrawnFields } from './case-fields.ts';

/** Splits so many units over the shares, as one multinomial draw. Shares need not add up to 1. */
export function splitUnits(random: RandomSource, units: number, shares: readonly number[]): number[] {
  let left = units;
  let share = shares.reduce((sum, one) => sum + one, 0);
  return shares.map((one) => {
    const drawn = share > 0 ? random.binomial(left, Math.min(1, one / share)) : 0;
    left -= drawn;
    share -= one;
    return drawn;
  });
}

/** The values of `n` units of one day, with the relative effect `effect`, as moments. */
export function drawDay(random: RandomSource, of: Distribution, n: number, effect: number): Moments {
  if (n === 0) return NO_UNITS;
  if (of.kind === 'rate') return momentsFromCounts(n, random.binomial(n, of.rate * (1 + effect)));
  if (of.kind === 'normal') {
    const mean = of.mean * (1 + effect) + (of.sd * random.normal()) / Math.sqrt(n);
    // A chi-square of n - 1 degrees of freedom is twice a gamma of half of them.
    return { n, mean, m2: n > 1 ? of.sd ** 2 * 2 * random.gamma((n - 1) / 2) : 0 };
  }
  return of.kind === 'buyers' ? drawBuyers(random, of, n, effect) : drawCounts(random, of.shares, n, effect);
}

function drawBuyers(
  random: RandomSource,
  { buyers, sigma, liftOn }: Extract<Distribution, { kind: 'buyers' }>,
  n: number,
  effect: number,
): Moments {
  const share = liftOn === 'buyers' ? buyers * (1 + effect) : buyers;
  const scale = liftOn === 'amount' ? 1 + effect : 1;
  const bought = random.binomial(n, share);
  let sum = 0;
  let squares = 0;
  for (let buyer = 0; buyer < bought; buyer += 1) {
    const amount = scale * Math.exp(sigma * random.normal() - sigma ** 2 / 2);
    sum += amount;
    squares += amount * amount;
  }
  return { n, mean: sum / n, m2: Math.max(0, squares - sum * (sum / n)) };
}

function drawCounts(random: RandomSource, shares: readonly number[], n: number, effect: number): Moments {
  const lifted = shares.map((share) => share * (1 + effect));
  const none = 1 - lifted.reduce((sum, share) => sum + share, 0);
  const drawn = splitUnits(random, n, [...lifted, none]);
  return lifted.reduce<Moments>(
    (all, _, index) => mergeMoments(all, { n: drawn[index] ?? 0, mean: index + 1, m2: 0 }),
    { n: drawn.at(-1) ?? 0, mean: 0, m2: 0 },
  );
}

/** Grows the figures of one metric in one arm day by day. */
export interface GrowingArm {
  /** Adds the units that enter on a day (1, 2, …) and lets the day end; answers all that counts by then. */
  readonly endDay: (day: number, entering: number) => Moments;
}

/** An arm of a metric, as its fields say it counts: at once, so many days late, or with events that come late. */
export function growingArm(random: RandomSource, metric: DrawnFields, effect: number): GrowingArm {
  return metric.meanDelayDays === undefined
    ? countedLate(random, metric, effect)
    : withLateEvents(random, metric, effect, metric.meanDelayDays);
}

/** A unit counts from the end of its day on, or of the day so many days later. */
function countedLate(random: RandomSource, metric: DrawnFields, effect: number): GrowingArm {
  const waiting: Moments[] = [];
  let counted = NO_UNITS;
  return {
    endDay: (_day, entering) => {
      waiting.push(drawDay(random, metric.distribution, entering, effect));
      const due = waiting.length - (metric.delayDays ?? 0) - 1;
      counted = mergeMoments(counted, waiting[due] ?? NO_UNITS);
      return counted;
    },
  };
}

/** A unit counts at once, and its event comes after an exponential delay within the window. */
function withLateEvents(
  random: RandomSource,
  { distribution, windowDays = Number.POSITIVE_INFINITY }: DrawnFields,
  effect: number,
  mean: number,
): GrowingArm {
  if (distribution.kind !== 'rate') throw new Error('only the events of a rate can come late');
  const rate = distribution.rate * (1 + effect);
  const shareBy = (days: number) =>
    -Math.expm1(-Math.min(days, windowDays) / mean) / -Math.expm1(-windowDays / mean);
  const cohorts: { readonly day: number; toCome: number }[] = [];
  let units = 0;
  let events = 0;
  return {
    endDay: (day, entering) => {
      units += entering;
      cohorts.push({ day, toCome: random.binomial(entering, rate) });
      for (const cohort of cohorts) {
        if (cohort.toCome === 0) continue;
        const age = day - cohort.day;
        const before = age === 0 ? 0 : shareBy(age - 0.5);
        const chance = before < 1 ? (shareBy(age + 0.5) - before) / (1 - before) : 0;
        const came = random.binomial(cohort.toCome, chance);
        cohort.toCome -= came;
        events += came;
      }
      return momentsFromCounts(units, events);
    },
  };
}
