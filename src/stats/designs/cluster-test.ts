import { answerByT, type TAnswer } from '#stats/means/answer-by-t.ts';
import { type Moments, meanVariance, mergeAllMoments } from '#stats/moments/moments.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';

/** `designEffect`: variance by clusters over the variance that counts units as independent. */
export type ClusterTest = TAnswer & {
  readonly method: 'cluster-robust';
  readonly alpha: number;
  readonly n: number;
  readonly clusters: number;
  readonly controlMean: number;
  readonly treatmentMean: number;
  readonly absoluteEffect: number;
  readonly standardError: number;
  readonly df: number;
  readonly designEffect: number | null;
};

/**
 * Test of a cluster-randomised experiment from the moments of each cluster (a team, a city, a day).
 * The level of an arm is its total over its units; its variance comes from the clusters'
 * residual totals, k / (k - 1) sum (n_i (m_i - m))² / N², and t has (clusters - 2) degrees of
 * freedom. Refuses `insufficient_sample` (fewer than 2 clusters with units in an arm),
 * `zero_variance`, `invalid_input`. Source: Deng, Knoblich, Lu 2018; Liang, Zeger 1986.
 */
export function clusterTest(
  control: readonly Moments[],
  treatment: readonly Moments[],
  alpha: number,
): ClusterTest | StatsRefusal {
  const c = armOf(control);
  const t = armOf(treatment);
  if (c.kind === 'refused') return c;
  if (t.kind === 'refused') return t;
  const variance = c.variance + t.variance;
  if (variance === 0) return refuse('zero_variance', 'the clusters of an arm do not differ');
  const absoluteEffect = t.mean - c.mean;
  const standardError = Math.sqrt(variance);
  const df = c.clusters + t.clusters - 2;
  const question = { estimate: absoluteEffect, standardError, df, alpha, nullValue: 0 };
  if (!Number.isFinite(absoluteEffect) || !Number.isFinite(variance)) {
    return refuse('invalid_input', 'the figures are too large to compare');
  }
  const answer = answerByT({ ...question, alternative: 'two-sided' });
  if (answer.kind === 'refused') return answer;
  const designEffect = variance / (c.naive + t.naive);
  return {
    ...answer,
    method: 'cluster-robust',
    alpha,
    n: c.n + t.n,
    clusters: c.clusters + t.clusters,
    controlMean: c.mean,
    treatmentMean: t.mean,
    absoluteEffect,
    standardError,
    df,
    designEffect: Number.isFinite(designEffect) ? designEffect : null,
  };
}

/** An arm's level, its variance by clusters, and the variance that ignores them. */
function armOf(all: readonly Moments[]) {
  const clusters = all.filter((cluster) => cluster.n > 0);
  const sound = all.every(
    ({ n, mean, m2 }) => Number.isInteger(n) && n >= 0 && Number.isFinite(mean) && m2 >= 0,
  );
  if (!sound) return refuse('invalid_input', 'the moments of a cluster cannot be');
  const k = clusters.length;
  if (k < 2) return refuse('insufficient_sample', 'an arm has fewer than 2 clusters');
  const pooled = mergeAllMoments(clusters);
  const residuals = clusters.map((cluster) => (cluster.n / pooled.n) * (cluster.mean - pooled.mean));
  const variance = (k / (k - 1)) * residuals.reduce((sum, residual) => sum + residual * residual, 0);
  return {
    kind: 'arm' as const,
    clusters: k,
    n: pooled.n,
    mean: pooled.mean,
    variance,
    naive: meanVariance(pooled),
  };
}
