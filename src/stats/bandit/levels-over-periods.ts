import { checkMoments, type Moments, meanVariance } from '#stats/moments/moments.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';

/** Level of one arm over periods with different allocations, and the variance of that estimate. */
export type PeriodLevel = {
  readonly kind: 'ok';
  readonly n: number;
  readonly mean: number;
  readonly varianceOfMean: number;
};

/**
 * The levels of all arms over periods in which the allocation changed: each period's arm means weighed by
 * the period's share of all units, the same for every arm. A plain pooled mean would compare arms over
 * different mixes of days (Simpson's paradox). `periods[p][arm]`. Refuses `insufficient_sample` when an
 * arm has fewer than 2 units in a period with units, and `invalid_input` for moments that cannot be or
 * periods of different length. Source: Cochran 1977, ch. 5 (stratified means).
 */
export function levelsOverPeriods(
  periods: readonly (readonly Moments[])[],
): { readonly kind: 'ok'; readonly levels: readonly PeriodLevel[] } | StatsRefusal {
  const arms = periods[0]?.length ?? 0;
  if (arms === 0 || periods.some((period) => period.length !== arms)) {
    return refuse('invalid_input', 'every period must list the same arms');
  }
  for (const arm of periods.flat()) {
    const problem = checkMoments(arm);
    if (problem !== undefined) return problem;
  }
  const sizes = periods.map((period) => period.reduce((sum, arm) => sum + arm.n, 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const active = periods.flatMap((period, index) => {
    const size = sizes[index] ?? 0;
    return size > 0 ? [{ period, share: size / total }] : [];
  });
  if (active.length === 0 || active.some(({ period }) => period.some((arm) => arm.n < 2))) {
    return refuse('insufficient_sample', 'an arm has fewer than 2 units in a period');
  }
  const levels = Array.from({ length: arms }, (_, arm) => levelOf(active, arm));
  const finite = levels.every(
    (level) => Number.isFinite(level.mean) && Number.isFinite(level.varianceOfMean),
  );
  return finite ? { kind: 'ok', levels } : refuse('invalid_input', 'the figures are too large to add');
}

function levelOf(
  active: readonly { readonly period: readonly Moments[]; readonly share: number }[],
  arm: number,
): PeriodLevel {
  let n = 0;
  let mean = 0;
  let varianceOfMean = 0;
  for (const { period, share } of active) {
    const moments = period[arm];
    if (moments === undefined) continue;
    n += moments.n;
    mean += share * moments.mean;
    varianceOfMean += share * share * meanVariance(moments);
  }
  return { kind: 'ok', n, mean, varianceOfMean };
}
