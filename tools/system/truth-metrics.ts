import type { TruthChance } from './truth-chance.ts';

/** What one unit does, and did before if the metric has a covariate. */
export interface UnitValue {
  readonly value: number;
  readonly before: number;
}

/** A metric with a truth that can be drawn unit by unit. Lifts are relative. */
export interface TruthMetric {
  /** Key in the settings. */
  readonly key: string;
  /** Its event in the settings, of which every unit with a value has one. */
  readonly event: string;
  /** Variance over squared mean, of what covariates leave. */
  readonly spread: number;
  readonly wanted: 'increase' | 'decrease';
  draw(chance: TruthChance, effect: number): UnitValue;
}

/** A goal, its class in the tables, and the lift that plans are sized for. */
export interface TruthGoal extends TruthMetric {
  readonly kind: string;
  readonly sizedLift: number;
}

const plain = (value: number): UnitValue => ({ value, before: 0 });

/** Buyers spend a log-normal amount with mean 1 and this spread of the logarithm; the effect is on the amount. */
function spends(chance: TruthChance, buyers: number, sigma: number, effect: number): UnitValue {
  if (chance.uniform() >= buyers) return plain(0);
  return plain((1 + effect) * Math.exp(sigma * chance.normal() - sigma ** 2 / 2));
}

/** Chances to buy one, two and three items; the effect is on all of them. */
const ITEMS = [0.2, 0.1, 0.05];

function counts(chance: TruthChance, effect: number): UnitValue {
  let place = chance.uniform() / (1 + effect);
  for (const [index, share] of ITEMS.entries()) {
    if (place < share) return plain(index + 1);
    place -= share;
  }
  return plain(0);
}

/** One goal of every kind. */
export const GOALS: readonly TruthGoal[] = [
  {
    ...{
      key: 'order_rate',
      event: 'ordered',
      kind: 'rate',
      wanted: 'increase',
      spread: 0.8 / 0.2,
      sizedLift: 0.1,
    },
    draw: (chance, effect) => plain(chance.uniform() < 0.2 * (1 + effect) ? 1 : 0),
  },
  {
    ...{ key: 'minutes', event: 'played', kind: 'mean', wanted: 'increase', spread: 1.44, sizedLift: 0.06 },
    draw: (chance, effect) => plain(10 * (1 + effect) + 12 * chance.normal()),
  },
  {
    // The minutes before explain 36 of the 72 of the variance.
    ...{
      key: 'minutes_beside_before',
      event: 'played_again',
      kind: 'mean, CUPED',
      wanted: 'increase',
      spread: 0.36,
      sizedLift: 0.03,
    },
    draw: (chance, effect) => {
      const before = 10 + 6 * chance.normal();
      return { value: 10 * effect + before + 6 * chance.normal(), before };
    },
  },
  {
    ...{ key: 'revenue', event: 'paid', kind: 'revenue, heavy tail', wanted: 'increase' },
    ...{ spread: Math.exp(1.44) / 0.1 - 1, sizedLift: 0.25 },
    draw: (chance, effect) => spends(chance, 0.1, 1.2, effect),
  },
  {
    ...{
      key: 'items',
      event: 'item_added',
      kind: 'counts',
      wanted: 'increase',
      spread: 1.05 / 0.55 ** 2 - 1,
      sizedLift: 0.08,
    },
    draw: counts,
  },
  {
    ...{
      key: 'retention',
      event: 'visited',
      kind: 'retention',
      wanted: 'increase',
      spread: 0.6 / 0.4,
      sizedLift: 0.06,
    },
    draw: (chance, effect) => plain(chance.uniform() < 0.4 * (1 + effect) ? 1 : 0),
  },
];

/** Guardrails of several kinds. */
export const GUARDRAILS: readonly TruthMetric[] = [
  {
    ...{ key: 'page_seconds', event: 'page_loaded', wanted: 'decrease', spread: 0.16 },
    draw: (chance, effect) => plain(2 * (1 + effect) + 0.8 * chance.normal()),
  },
  {
    ...{ key: 'crash_rate', event: 'app_crashed', wanted: 'decrease', spread: 0.95 / 0.05 },
    draw: (chance, effect) => plain(chance.uniform() < 0.05 * (1 + effect) ? 1 : 0),
  },
  {
    ...{ key: 'tips', event: 'tipped', wanted: 'increase', spread: Math.exp(1) / 0.15 - 1 },
    draw: (chance, effect) => spends(chance, 0.15, 1, effect),
  },
];

/** Every metric of the settings. */
export const TRUTH_METRICS: readonly TruthMetric[] = [...GOALS, ...GUARDRAILS];
