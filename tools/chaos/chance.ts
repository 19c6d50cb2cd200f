import { seededRandom } from '#stats/numerics/seeded-random.ts';

/** Draws of a schedule: everything that is left to chance comes from here, so that a seed repeats it. */
export interface Chance {
  /** In [0, 1). */
  uniform(): number;
  /** True with this probability, 0..1. */
  happens(probability: number): boolean;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** One of these; undefined if there are none. */
  pick<Item>(items: readonly Item[]): Item | undefined;
}

/** Chance that is fixed by its seed. */
export function createChance(seed: number): Chance {
  const { uniform } = seededRandom(seed);
  const between = (low: number, high: number) => low + Math.floor(uniform() * (high - low + 1));
  return {
    uniform,
    happens: (probability) => uniform() < probability,
    between,
    pick: (items) => items[between(0, items.length - 1)],
  };
}
