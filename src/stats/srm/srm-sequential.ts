import { logGammaRemainder } from '#stats/distributions.ts';
import type { StatsRefusal } from '#stats/outcome.ts';
import { refuse } from '#stats/outcome.ts';
import { checkSplit, type Split } from './split.ts';

/** Evidence against the allocation: `eValue` = exp(logBayesFactor) has mean <= 1 without a mismatch. */
export type SequentialSrm = {
  readonly kind: 'ok';
  readonly method: 'dirichlet-multinomial';
  readonly logBayesFactor: number;
  readonly pValue: number;
  readonly logPValue: number;
  readonly n: number;
};

/** Large concentrations look for small mismatches; 10,000 suits web traffic. */
export const DEFAULT_CONCENTRATION = 10_000;
/** A weaker prior says that all units go to one variant, which no allocation means. */
const LEAST_CONCENTRATION = 1e-100;

/**
 * Sample ratio mismatch for checks repeated at any time: the Bayes factor of a
 * Dirichlet(concentration x shares) prior against the allocation, p = min(1, 1 / Bayes
 * factor). Over several looks take the smallest p so far. Refuses as `srmChiSquare` does,
 * and `invalid_input` for a concentration that is not at least 1e-100.
 * Source: Lindon, Malek, arXiv 2011.03567.
 */
export function srmSequential(
  split: Split,
  concentration: number = DEFAULT_CONCENTRATION,
): SequentialSrm | StatsRefusal {
  const checked = checkSplit(split);
  if (checked.kind === 'refused') return checked;
  if (!(concentration >= LEAST_CONCENTRATION && Number.isFinite(concentration))) {
    return refuse('invalid_input', 'the concentration must be positive');
  }
  const { observed, shares, n } = checked;
  const logBayesFactor = logEvidence({ observed, shares, n, concentration });
  const logPValue = Math.min(0, -logBayesFactor);
  return {
    kind: 'ok',
    method: 'dirichlet-multinomial',
    logBayesFactor,
    pValue: Math.exp(logPValue),
    logPValue,
    n,
  };
}

/**
 * The smallest p over looks taken so far, one per look; the first refusal stops it. Refuses as {@link
 * srmSequential}. Source: Lindon, Malek, arXiv 2011.03567.
 */
export function srmSequentialLooks(
  looks: readonly Split[],
  concentration: number = DEFAULT_CONCENTRATION,
): readonly number[] | StatsRefusal {
  const running: number[] = [];
  for (const look of looks) {
    const result = srmSequential(look, concentration);
    if (result.kind === 'refused') return result;
    running.push(Math.min(running[running.length - 1] ?? 1, result.pValue));
  }
  return running;
}

type Evidence = {
  readonly observed: readonly number[];
  readonly shares: readonly number[];
  readonly n: number;
  readonly concentration: number;
};

/**
 * ln B(prior + counts) - ln B(prior) - sum o ln p, rearranged around the posterior shares
 * q = p (1 + u): with Stirling's formula the terms of order n ln n cancel exactly and leave
 * the Kullback-Leibler distance of q from p, so a billion units cost no digits.
 */
function logEvidence({ observed, shares, n, concentration }: Evidence): number {
  const total = concentration + n;
  let distance = 0;
  let rest = -((observed.length - 1) / 2) * Math.log1p(n / concentration);
  rest += logGammaRemainder(concentration) - logGammaRemainder(total);
  for (const [variant, share] of shares.entries()) {
    const count = observed[variant] ?? 0;
    const prior = concentration * share;
    const u = (count - n * share) / (total * share);
    // 1 + u itself, which rounds to 0 beside a prior that is small against the units.
    const ratio = (prior + count) / (total * share);
    const log = Math.abs(u) > NEAR ? Math.log(ratio) : Math.log1p(u);
    distance += share * (Math.abs(u) > NEAR ? ratio * log - u : excessLog(u));
    rest += logGammaRemainder(prior + count) - logGammaRemainder(prior) - 0.5 * log;
  }
  return total * distance + rest;
}

/** Up to this |u| the difference (1 + u) ln(1 + u) - u would cancel, and its series is used. */
const NEAR = 0.01;

/** The series of (1 + u) ln(1 + u) - u for |u| <= {@link NEAR}. */
function excessLog(u: number): number {
  let sum = 0;
  let power = u * u;
  for (let j = 2; j <= 10; j += 1) {
    sum += power / (j * (j - 1));
    power *= -u;
  }
  return sum;
}
