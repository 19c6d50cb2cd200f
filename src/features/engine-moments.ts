import type { Metric } from '#domain/metric.ts';
import type { ArmFigures, JointFigures } from '#ports/look-figures.ts';
import { cupedAdjustment } from '#stats/covariates/cuped-adjustment.ts';
import { lineariseRatio } from '#stats/means/ratio-test.ts';
import type { BivariateMoments } from '#stats/moments/bivariate-moments.ts';
import { type Moments, momentsFromVariance } from '#stats/moments/moments.ts';
import { isQuantileSparse, quantileEvents, quantileMoments } from './quantile-moments.ts';

type Arms = Readonly<Record<string, ArmFigures>>;

/**
 * The moments by variant that every test of a mean takes: of the values themselves, of a ratio's linearised values, or of
 * values without what a covariate explains, or of a quantile and its error. An arm below two units, or without a denominator, has nothing to say yet and is
 * left out.
 */
export function engineMoments(metric: Metric, arms: Arms): Readonly<Record<string, Moments>> {
  if (metric.kind === 'ratio') return ratioMoments(arms);
  if (metric.kind === 'quantile') return quantileMoments(metric, arms);
  if (isAdjusted(metric)) return adjustedMoments(arms);
  return rawMoments(arms);
}

/** The moments by variant of the values themselves. An arm below two units is left out. */
export function rawMoments(arms: Arms): Readonly<Record<string, Moments>> {
  return Object.fromEntries(
    Object.entries(arms).flatMap(([variant, { n, mean, variance }]) =>
      n < 2 || mean === null || variance === null
        ? []
        : [[variant, momentsFromVariance(n, mean, Math.max(0, variance))]],
    ),
  );
}

/** The moments in which the events of a metric are counted; null if they are those that every test takes. */
export function eventMoments(metric: Metric, arms: Arms): Readonly<Record<string, Moments>> | null {
  if (metric.kind === 'quantile') return quantileEvents(metric, arms);
  return isAdjusted(metric) ? rawMoments(arms) : null;
}

/** Whether a covariate takes chance out of the comparison of a metric. */
export function isAdjusted({ kind, covariateDays }: Metric): boolean {
  return kind !== 'ratio' && covariateDays !== undefined;
}

/** Deng, Knoblich, Lu 2018: mean N / D, variance (var N - 2 R cov + R² var D) / D². */
function ratioMoments(arms: Arms): Readonly<Record<string, Moments>> {
  return Object.fromEntries(
    jointArms(arms, ({ denominator }) => denominator).flatMap(([variant, joint]) => {
      const moments = lineariseRatio(joint);
      return 'kind' in moments ? [] : [[variant, moments]];
    }),
  );
}

/** CUPED, with one theta for all arms. */
function adjustedMoments(arms: Arms): Readonly<Record<string, Moments>> {
  const joint = jointArms(arms, ({ covariate }) => covariate);
  const { arms: adjusted } = cupedAdjustment(joint.map(([, arm]) => arm));
  return Object.fromEntries(
    joint.flatMap(([variant], index) => {
      const moments = adjusted[index];
      return moments === undefined ? [] : [[variant, moments]];
    }),
  );
}

/** Units of a ratio's denominator that must be expected in an arm before it is a fault that there are none. */
const EXPECTED_IN_DENOMINATOR = 10;

/**
 * Whether a ratio or a quantile cannot be told yet in an arm; a ratio, because nothing to divide by has come to it and, by the other arms, hardly
 * anything could have.
 */
export function isTooSparse(metric: Metric, arms: Arms): boolean {
  if (metric.kind === 'quantile') return isQuantileSparse(metric, arms);
  if (metric.kind !== 'ratio') return false;
  const all = Object.values(arms).map(({ n, denominator }) => ({ n, each: denominator?.mean ?? 0 }));
  const units = all.reduce((sum, { n }) => sum + n, 0);
  const each = all.reduce((sum, arm) => sum + arm.n * arm.each, 0) / Math.max(1, units);
  const empty = all.filter((arm) => arm.each === 0 && arm.n > 0);
  return each > 0 && empty.some(({ n }) => n * each < EXPECTED_IN_DENOMINATOR);
}

function jointArms(
  arms: Arms,
  secondOf: (arm: ArmFigures) => JointFigures | undefined,
): readonly (readonly [string, BivariateMoments])[] {
  return Object.entries(arms).flatMap(([variant, arm]) => {
    const second = secondOf(arm);
    const { n, mean, variance } = arm;
    if (n < 2 || mean === null || variance === null) return [];
    if (second?.mean == null || second.variance === null || second.covariance === null) return [];
    const joint = {
      n,
      firstMean: mean,
      secondMean: second.mean,
      firstM2: Math.max(0, variance) * (n - 1),
      secondM2: Math.max(0, second.variance) * (n - 1),
      crossM2: second.covariance * (n - 1),
    };
    return [[variant, joint] as const];
  });
}
