import { normalIsf, normalSf, tIsf } from '#stats/distributions.ts';
import { lookHistory } from '#stats/engine/look-history.ts';
import { sequenceMonitor } from '#stats/engine/sequence-monitor.ts';
import { spendingBounds } from '#stats/group-sequential/spending-bounds.ts';

/** The figures of one look. `look` counts from 1; `units` in both arms. */
export interface LookFigures {
  readonly look: number;
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly units: number;
}

/** The range of an allowed false positive rate (shares). */
export interface Band {
  readonly lower: number;
  readonly upper: number;
}

/** A way of stopping: is the effect proven at this look? */
export interface StoppingRule {
  readonly name: string;
  readonly band: Band | null;
  proven(figures: LookFigures): boolean;
}

/** The five methods compared, at two-sided 5 %, for equally spaced looks and a planned size. */
export function stoppingRules(looks: number, plannedUnits: number): readonly StoppingRule[] {
  const alpha = 0.05;
  const fixed = normalIsf(alpha / 2);
  const fractions = Array.from({ length: looks }, (_, index) => (index + 1) / looks);
  const obf = fractions.map((fraction, index) => {
    const earlier = fractions.slice(0, index).map((t, look) => ({ look, informationFraction: t }));
    return lookHistory(earlier, fraction, index === looks - 1).boundAt(alpha);
  });
  const pocock = spendingBounds({ alpha, sided: 2, spending: 'pocock', t: fractions, final: true });
  if (pocock.kind === 'refused') throw new RangeError(pocock.detail);
  const sequence = sequenceMonitor(alpha);
  return [
    {
      name: 'fixed, one look',
      band: { lower: 0.045, upper: 0.055 },
      proven: (figures) => figures.look === looks && passes(figures, fixed),
    },
    { name: 'fixed, peeked at', band: null, proven: (figures) => passes(figures, fixed) },
    {
      name: 'spending, O’Brien-Fleming',
      band: { lower: 0.045, upper: 0.056 },
      proven: (figures) => passes(figures, obf[figures.look - 1] ?? Number.POSITIVE_INFINITY),
    },
    {
      name: 'spending, Pocock',
      band: null,
      proven: (figures) => passes(figures, pocock.z[figures.look - 1] ?? Number.POSITIVE_INFINITY),
    },
    {
      name: 'confidence sequence',
      band: { lower: 0, upper: 0.025 },
      proven: (figures) =>
        Math.abs(figures.statistic) > sequence.critical({ ...figures, metric: 'goal', plannedUnits }, alpha),
    },
  ];
}

/** Welch's t against a bound given for a normal; t quantiles are wider, so most looks need no quantile. */
function passes({ statistic, degreesOfFreedom }: LookFigures, bound: number): boolean {
  const distance = Math.abs(statistic);
  return distance > bound && distance > tIsf(normalSf(bound), degreesOfFreedom);
}
