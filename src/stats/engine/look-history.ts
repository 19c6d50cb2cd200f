import { normalSf, tIsf } from '#stats/distributions.ts';
import type { EarlierLook } from '#stats/engine/analysis.ts';
import { boundsForSpending } from '#stats/group-sequential/bounds-for-spending.ts';
import { spentBy } from '#stats/group-sequential/spending.ts';
import { memoize } from '#stats/numerics/memoize.ts';

/** Bounds beyond 8 are set to 8 (p = 1.2e-15): what they would spend cannot be told from 0. */
const HIGHEST_BOUND = 8;

/** Looks whose information differs by less than this share are one look read twice. */
const SAME = 1e-3;

/** The looks at which effects were shown, the present one last: rising information fractions. */
export interface LookHistory {
  readonly t: readonly number[];
  readonly final: boolean;
  /** The bound on |Z| at the present look for a two-sided error of `level` (0..1) over all looks. */
  readonly boundAt: (level: number) => number;
  /** The same of every look, the present one last. */
  readonly boundsAt: (level: number) => readonly number[];
}

/**
 * Adds the present look to the earlier ones. An earlier look at no less information than
 * now (or within 0.1 %) is the same data read again and counts once, with the present bound.
 */
export function lookHistory(earlier: readonly EarlierLook[], fraction: number, final: boolean): LookHistory {
  const t: number[] = [fraction];
  for (const before of earlier.map((look) => look.informationFraction).toSorted((a, b) => b - a)) {
    if (before > 0 && before < (t[0] ?? 0) * (1 - SAME)) t.unshift(before);
  }
  const boundAt = boundsOf({ t, final });
  return { t, final, boundAt, boundsAt: (level) => computeBounds({ t, final }, level) };
}

/** The same bound as a quantile of Student's t, so that a single look is Welch's test exactly. */
export function spendingCritical(history: LookHistory, level: number, degreesOfFreedom: number): number {
  return tIsf(normalSf(history.boundAt(level)), degreesOfFreedom);
}

/** Levels remembered per history; Benjamini-Hochberg can ask for one per discovery. */
const LEVELS_KEPT = 1024;

/**
 * The bounds of one history, each computed when first asked for. Lan-DeMets spending of the
 * O'Brien-Fleming kind, level / 2 per side. The final look spends all that is left, whatever
 * its fraction. A look past the registered size that is not final spends half of what is left,
 * so that the registered end can still prove something. Bounds lie between 0 and 8.
 */
const boundsOf = memoize(
  (looks: Looks) => memoize((level: number) => computeBound(looks, level), String, LEVELS_KEPT),
  ({ t, final }) => `${final}|${t.join()}`,
  128,
);

type Looks = Pick<LookHistory, 't' | 'final'>;

function computeBound(looks: Looks, level: number): number {
  return computeBounds(looks, level).at(-1) ?? HIGHEST_BOUND;
}

function computeBounds(looks: Looks, level: number): readonly number[] {
  const spentPerSide = spendPerSide(looks, level / 2);
  return boundsForSpending({ t: looks.t, spentPerSide, sided: 2, highest: HIGHEST_BOUND });
}

/** Error spent on one side up to each look. */
function spendPerSide({ t, final }: Looks, rate: number): readonly number[] {
  let before = 0;
  return t.map((fraction, look) => {
    if (final && look === t.length - 1) return rate;
    const planned = spentBy(fraction, rate, { spending: 'obf' });
    before = fraction < 1 ? planned : before + (rate - before) / 2;
    return before;
  });
}
