import { chi2LogSf, chi2Sf } from '#stats/distributions.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { checkSplit, type Split } from './split.ts';

/** Sample ratio mismatch by Pearson's chi-square. `expected` lists the variants with a share only. */
export type SrmResult = {
  readonly kind: 'ok';
  readonly method: 'pearson-chi-square';
  readonly chi2: number;
  readonly df: number;
  readonly pValue: number;
  readonly logPValue: number;
  readonly expected: readonly number[];
  readonly n: number;
};

/**
 * Does the split of units match the allocation? Weights may have any positive scale; variants
 * with weight 0 are left out of the degrees of freedom. Valid for one look; alarm below 0.001
 * once every expected count is at least 5. Refuses `invalid_input`, `insufficient_sample` (no
 * units) and `unexpected_traffic` (units in a variant with weight 0).
 * Source: Fabijan et al., KDD 2019.
 */
export function srmChiSquare(split: Split): SrmResult | StatsRefusal {
  const checked = checkSplit(split);
  if (checked.kind === 'refused') return checked;
  const expected = checked.shares.map((share) => share * checked.n);
  return pearson(checked.observed, expected);
}

/**
 * The same question when the allocation changed on the way (a ramp, a bandit): expected counts are added
 * over the periods, each with its own weights, before they are compared. Periods without units are
 * skipped; a variant counts once it had a share in any period. Refuses as {@link srmChiSquare},
 * `insufficient_sample` when no period has units. Source: Fabijan et al., KDD 2019.
 */
export function srmChiSquareOverPeriods(periods: readonly Split[]): SrmResult | StatsRefusal {
  const variants = Math.max(0, ...periods.map((period) => period.observed.length));
  const observed: number[] = new Array(variants).fill(0);
  const expected: number[] = new Array(variants).fill(0);
  for (const period of periods) {
    const checked = checkSplit(period);
    if (checked.kind === 'refused' && checked.reason === 'insufficient_sample') continue;
    if (checked.kind === 'refused') return checked;
    for (const [index, variant] of checked.variants.entries()) {
      observed[variant] = (observed[variant] ?? 0) + (checked.observed[index] ?? 0);
      expected[variant] = (expected[variant] ?? 0) + (checked.shares[index] ?? 0) * checked.n;
    }
  }
  const active = expected.flatMap((count, variant) => (count > 0 ? [variant] : []));
  const counts = (all: readonly number[]) => active.map((variant) => all[variant] ?? 0);
  if (active.length < 2) return refuse('insufficient_sample', 'no units were seen in any period');
  return pearson(counts(observed), counts(expected));
}

function pearson(observed: readonly number[], expected: readonly number[]): SrmResult {
  const chi2 = observed.reduce((sum, count, index) => {
    const want = expected[index] ?? 0;
    return sum + ((count - want) / want) * (count - want);
  }, 0);
  const df = observed.length - 1;
  const n = observed.reduce((sum, count) => sum + count, 0);
  return {
    kind: 'ok',
    method: 'pearson-chi-square',
    chi2,
    df,
    pValue: chi2Sf(chi2, df),
    logPValue: chi2LogSf(chi2, df),
    expected,
    n,
  };
}
