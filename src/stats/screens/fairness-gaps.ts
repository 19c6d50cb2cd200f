import { chi2Sf } from '#stats/distributions.ts';
import { isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { newcombeInterval, type RateDifference } from '#stats/proportions/newcombe-interval.ts';
import { type Counts, checkCounts } from '#stats/proportions/proportion-test.ts';

/**
 * What a model did in one group: of `positives` units whose outcome was positive it selected
 * `truePositives`, of `negatives` it selected `falsePositives`. Whole numbers.
 */
export type GroupOutcome = {
  readonly group: string;
  readonly positives: number;
  readonly truePositives: number;
  readonly negatives: number;
  readonly falsePositives: number;
};

/**
 * A rate compared over groups. `gap` = highest - lowest (0..1) with Newcombe's interval at
 * alpha / pairs of groups, since the pair was picked for being extreme; `ratio` = lowest / highest, null when the highest is 0; `pValue`: do the
 * groups differ at all (chi-square, their number less 1 degrees of freedom); null when no rate varies.
 */
export type RateGap = {
  readonly rates: Readonly<Record<string, number>>;
  readonly lowest: string;
  readonly highest: string;
  readonly gap: number;
  readonly interval: RateDifference['confidenceInterval'];
  readonly ratio: number | null;
  readonly pValue: number | null;
};

/**
 * `demographicParity` compares shares selected; equalised odds holds when both
 * `truePositiveRate` and `falsePositiveRate` agree, `equalisedOddsGap` is the larger of their
 * gaps. A rate that a group has no units for is null.
 */
export type FairnessGaps = {
  readonly kind: 'ok';
  readonly alpha: number;
  readonly n: number;
  readonly demographicParity: RateGap;
  readonly truePositiveRate: RateGap | null;
  readonly falsePositiveRate: RateGap | null;
  readonly equalisedOddsGap: number | null;
};

/**
 * Fairness gaps of a model over two or more groups. Refuses `insufficient_sample` (fewer than two
 * groups, or a group without units) and `invalid_input` (counts that cannot be, alpha).
 * Source: Hardt, Price, Srebro 2016 (equalised odds).
 */
export function fairnessGaps(groups: readonly GroupOutcome[], alpha: number): FairnessGaps | StatsRefusal {
  if (!isRate(alpha)) return refuse('invalid_input', 'alpha must lie between 0 and 1');
  if (groups.length < 2) return refuse('insufficient_sample', 'fewer than two groups were given');
  const selected = groups.map((group) => ({
    group: group.group,
    n: group.positives + group.negatives,
    successes: group.truePositives + group.falsePositives,
  }));
  const caught = groups.map(({ group, positives, truePositives }) => ({
    group,
    n: positives,
    successes: truePositives,
  }));
  const flagged = groups.map(({ group, negatives, falsePositives }) => ({
    group,
    n: negatives,
    successes: falsePositives,
  }));
  for (const counts of [...caught, ...flagged]) {
    const problem = checkCounts(counts);
    if (problem?.reason === 'invalid_input') return problem;
  }
  const demographicParity = gapOf(selected, alpha);
  if (demographicParity.kind === 'refused') return demographicParity;
  const truePositiveRate = orNull(gapOf(caught, alpha));
  const falsePositiveRate = orNull(gapOf(flagged, alpha));
  const both = truePositiveRate !== null && falsePositiveRate !== null;
  return {
    kind: 'ok',
    alpha,
    n: selected.reduce((sum, { n }) => sum + n, 0),
    demographicParity: demographicParity.gap,
    truePositiveRate,
    falsePositiveRate,
    equalisedOddsGap: both ? Math.max(truePositiveRate.gap, falsePositiveRate.gap) : null,
  };
}

type GroupCounts = Counts & { readonly group: string };

function orNull(answer: { kind: 'gap'; gap: RateGap } | StatsRefusal): RateGap | null {
  return answer.kind === 'gap' ? answer.gap : null;
}

function gapOf(groups: readonly GroupCounts[], alpha: number): { kind: 'gap'; gap: RateGap } | StatsRefusal {
  const ordered = groups.toSorted((first, second) => rateOf(first) - rateOf(second));
  const low = ordered[0];
  const high = ordered.at(-1);
  if (low === undefined || high === undefined || groups.some(({ n }) => n === 0)) {
    return refuse('insufficient_sample', 'a group has no units');
  }
  const pairs = (groups.length * (groups.length - 1)) / 2;
  const difference = newcombeInterval({ control: low, treatment: high, alpha: alpha / pairs });
  if (difference.kind === 'refused') return difference;
  const gap: RateGap = {
    rates: Object.fromEntries(groups.map((group) => [group.group, rateOf(group)])),
    lowest: low.group,
    highest: high.group,
    gap: difference.absoluteEffect,
    interval: difference.confidenceInterval,
    ratio: high.successes > 0 ? rateOf(low) / rateOf(high) : null,
    pValue: homogeneity(groups),
  };
  return { kind: 'gap', gap };
}

function rateOf({ n, successes }: Counts): number {
  return successes / n;
}

/** Pearson's chi-square of the groups × selected table. */
function homogeneity(groups: readonly GroupCounts[]): number | null {
  const n = groups.reduce((sum, group) => sum + group.n, 0);
  const rate = groups.reduce((sum, group) => sum + group.successes, 0) / n;
  if (!(rate > 0 && rate < 1)) return null;
  const chi2 = groups.reduce(
    (sum, group) => sum + ((rateOf(group) - rate) ** 2 * group.n) / (rate * (1 - rate)),
    0,
  );
  return chi2Sf(chi2, groups.length - 1);
}
