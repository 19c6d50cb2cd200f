import { type Moments, momentsFromCounts } from '#stats/moments/moments.ts';
import type { RandomSource } from '#stats/numerics/seeded-random.ts';

/** What one look adds to both arms. */
export interface Increment {
  readonly control: Moments;
  readonly treatment: Moments;
}

/** A kind of data: units per arm and look, and how one look's increment is drawn with an effect. */
export interface Stream {
  readonly name: string;
  readonly unitsPerLook: number;
  /** Effect (in the stream's own parameter) that a single look after `looks` finds with 80 % power. */
  effectFor(looks: number): number;
  draw(random: RandomSource, effect: number): Increment;
}

/** z at 2.5 % plus z at 20 %: the drift of a design with 80 % power. */
const DRIFT = 1.959963984540054 + 0.8416212335729143;

/** Mean 10, standard deviation 1; the effect is added to the mean. */
export const NORMAL: Stream = {
  name: 'normal',
  unitsPerLook: 500,
  effectFor: (looks) => DRIFT * Math.sqrt(2 / (500 * looks)),
  draw: (random, effect) => ({
    control: normalArm(random, 500, 10),
    treatment: normalArm(random, 500, 10 + effect),
  }),
};

function normalArm(random: RandomSource, n: number, mean: number): Moments {
  return { n, mean: mean + random.normal() / Math.sqrt(n), m2: 2 * random.gamma((n - 1) / 2) };
}

const RATE = 0.1;
/** A rate of 10 %; the effect is added to the rate. */
export const BINARY: Stream = {
  name: 'binary 10 %',
  unitsPerLook: 500,
  effectFor: (looks) => {
    const variance = (rate: number) => rate * (1 - rate);
    return solve((effect) => DRIFT * Math.sqrt((variance(RATE) + variance(RATE + effect)) / (500 * looks)));
  },
  draw: (random, effect) => ({
    control: momentsFromCounts(500, random.binomial(500, RATE)),
    treatment: momentsFromCounts(500, random.binomial(500, RATE + effect)),
  }),
};

const BUYERS = 0.05;
/** Spread of the logarithm of an order: a mean order of 1.65, skewness 6 among buyers, about 15 over all. */
const SIGMA = 1;
/** 5 % of units buy, an order is lognormal; the effect is the relative gain in the order's size. */
export const REVENUE: Stream = {
  name: 'revenue (5 % buy, lognormal)',
  unitsPerLook: 1000,
  effectFor: (looks) => {
    const mean = BUYERS * Math.exp(SIGMA ** 2 / 2);
    const variance = BUYERS * Math.exp(2 * SIGMA ** 2) - mean ** 2;
    return solve((gain) => (DRIFT / mean) * Math.sqrt((variance * (1 + (1 + gain) ** 2)) / (1000 * looks)));
  },
  draw: (random, effect) => ({
    control: revenueArm(random, 1000, 1),
    treatment: revenueArm(random, 1000, 1 + effect),
  }),
};

/** Only buyers are drawn: the others are zeros, which moments can count without seeing them. */
function revenueArm(random: RandomSource, n: number, scale: number): Moments {
  const buyers = random.binomial(n, BUYERS);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < buyers; i += 1) {
    const order = scale * Math.exp(SIGMA * random.normal());
    sum += order;
    squares += order * order;
  }
  return { n, mean: sum / n, m2: Math.max(0, squares - (sum * sum) / n) };
}

/** The effect that equals what it needs; the right side barely moves, so iterating settles. */
function solve(needed: (effect: number) => number): number {
  let effect = 0;
  for (let step = 0; step < 50; step += 1) effect = needed(effect);
  return effect;
}
