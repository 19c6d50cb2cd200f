import { type TrueExperiment, textbookUnits, textbookZ } from './draw-experiments.ts';
import { createUnitStream, type Sums } from './unit-stream.ts';

/** What a team does that waits for its planned size and looks once, at the goal alone. */
export interface FixedHorizon {
  readonly days: number;
  /** Treatments whose goal is better at 5 % over all treatments. */
  readonly better: readonly string[];
}

/** Days until the events of the last units are there. */
const RETENTION_DAYS = 2;

/** The same truth with other units: the textbook's size in whole weeks, then one z test of every treatment. */
export function playFixedHorizon(spec: TrueExperiment, seed: number): FixedHorizon {
  const { goal, shares, unitsPerDay } = spec;
  const [control = '', ...treatments] = Object.keys(shares);
  const entering = 7 * Math.ceil(textbookUnits(goal, Object.values(shares)) / unitsPerDay / 7);
  const stream = createUnitStream({ ...spec, number: 1_000_000 + spec.number }, seed);
  const sums = (variant: string) =>
    stream.sumsOf(variant, goal.key, Math.round(unitsPerDay * entering * (shares[variant] ?? 0)));
  const base = levelOf(sums(control));
  const better = treatments.filter((treatment) => {
    const level = levelOf(sums(treatment));
    const z = (level.mean - base.mean) / Math.sqrt(level.error ** 2 + base.error ** 2);
    return (goal.wanted === 'increase' ? z : -z) > textbookZ(treatments.length);
  });
  return { days: entering + (goal.key === 'retention' ? RETENTION_DAYS : 0), better };
}

function levelOf({ n, value, valueSquared }: Sums) {
  const mean = value / n;
  return { mean, error: Math.sqrt((valueSquared / n - mean * mean) / n) };
}
