import fc from 'fast-check';
import { cupedTest } from '#stats/covariates/cuped-test.ts';
import { postStratifiedTest } from '#stats/covariates/post-stratified-test.ts';
import { baselineTest, deltaLift } from '#stats/lift/delta-lift.ts';
import { fiellerLift } from '#stats/lift/fieller-lift.ts';
import { logLift } from '#stats/lift/log-lift.ts';
import { equivalenceTest } from '#stats/margins/equivalence-test.ts';
import { nonInferiorityTest } from '#stats/margins/non-inferiority-test.ts';
import { answerByT } from '#stats/means/answer-by-t.ts';
import { compareTrials } from '#stats/means/compare-trials.ts';
import { meanContrast } from '#stats/means/mean-contrast.ts';
import { lineariseRatio, ratioTest } from '#stats/means/ratio-test.ts';
import { standardizedEffect, standardizedRateEffect } from '#stats/means/standardized-effect.ts';
import { welchTest } from '#stats/means/welch-test.ts';
import { checkBivariate } from '#stats/moments/bivariate-moments.ts';
import { checkArm, checkMoments, mergeMoments } from '#stats/moments/moments.ts';
import { findCaps, winsorize } from '#stats/moments/winsorize.ts';
import { adjustPValues } from '#stats/multiplicity/multiplicity.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { geometricNoise } from '#stats/privacy/geometric-noise.ts';
import { laplaceNoise } from '#stats/privacy/laplace-noise.ts';
import { suppressCells } from '#stats/privacy/suppress-cells.ts';
import { clopperPearsonInterval } from '#stats/proportions/clopper-pearson-interval.ts';
import { exactRateTest } from '#stats/proportions/exact-rate-test.ts';
import { fisherExactTest } from '#stats/proportions/fisher-exact-test.ts';
import { katzLift } from '#stats/proportions/katz-lift.ts';
import { newcombeInterval } from '#stats/proportions/newcombe-interval.ts';
import { checkCounts, proportionTest } from '#stats/proportions/proportion-test.ts';
import { wilsonInterval } from '#stats/proportions/wilson-interval.ts';
import { exactQuantileRanks } from '#stats/quantile/exact-ranks.ts';
import { quantileError, quantilePositions } from '#stats/quantile/quantile-error.ts';
import { alwaysValid } from '#stats/sequential/always-valid.ts';
import { confidenceSequence } from '#stats/sequential/confidence-sequence.ts';
import { mixtureScale } from '#stats/sequential/mixture-rate.ts';
import { mixtureSprt } from '#stats/sequential/mixture-sprt.ts';
import { normalMixture } from '#stats/sequential/normal-mixture.ts';
import { checkSplit } from '#stats/srm/split.ts';
import { srmChiSquare, srmChiSquareOverPeriods } from '#stats/srm/srm-chi-square.ts';
import { srmSequential, srmSequentialLooks } from '#stats/srm/srm-sequential.ts';
import {
  alpha,
  alternative,
  bivariate,
  count,
  counts,
  direction,
  type Entry,
  entry,
  finite,
  list,
  moments,
  positive,
  RUNS,
  share,
  soundMoments,
} from './figures.ts';

const pair = { control: moments, treatment: moments };
const ratePair = { control: counts, treatment: counts };
const margin = fc.record({ kind: fc.constantFrom('absolute' as const, 'relative' as const), value: finite });
const split = fc.record({ observed: list(count, 4), weights: list(finite, 4) });
const sameLength = fc
  .array(fc.tuple(fc.nat({ max: 5000 }), share), { maxLength: 4 })
  .map((rows) => ({ observed: rows.map(([n]) => n), weights: rows.map(([, weight]) => weight) }));
const anySplit = fc.oneof(split, sameLength);
const concentration = fc.oneof(positive, finite);
const look = fc.record({ n: count, estimate: finite, standardError: finite });
const caps = fc.record({
  lower: fc.option(share),
  upper: fc.option(share),
  over: fc.constantFrom('all' as const, 'non-zero' as const),
});
const method = fc.constantFrom(
  'bonferroni' as const,
  'holm' as const,
  'hochberg' as const,
  'bh' as const,
  'by' as const,
);
const cell = fc.record({
  key: fc.string({ maxLength: 2 }),
  count,
  totals: list(fc.constantFrom('a', 'b'), 2),
});

/** Tests, intervals and corrections. */
export const TESTS: readonly Entry[] = [
  entry(welchTest, [fc.record({ ...pair, alpha, alternative, nullDifference: finite })]),
  entry(answerByT, [
    fc.record({
      estimate: finite,
      standardError: positive,
      df: positive,
      alpha,
      alternative,
      nullValue: finite,
    }),
  ]),
  entry(meanContrast, [moments, moments, finite]),
  entry(checkMoments, [moments]),
  entry(checkArm, [moments]),
  entry(checkBivariate, [bivariate]),
  entry(baselineTest, [fc.record({ ...pair, alpha })]),
  entry(deltaLift, [fc.record({ ...pair, alpha })]),
  entry(fiellerLift, [fc.record({ ...pair, alpha })]),
  entry(logLift, [fc.record({ ...pair, alpha })]),
  entry(cupedTest, [
    fc.record({
      control: bivariate,
      treatment: bivariate,
      alpha,
      theta: fc.constantFrom('within' as const, 'total' as const),
    }),
  ]),
  entry(ratioTest, [fc.record({ control: bivariate, treatment: bivariate, alpha })]),
  entry(lineariseRatio, [bivariate]),
  entry(postStratifiedTest, [
    fc.record({
      strata: list(fc.record(pair), 3),
      alpha,
      alternative,
      shares: fc.constantFrom('fixed' as const, 'random' as const),
    }),
  ]),
  entry(equivalenceTest, [fc.record({ ...pair, low: finite, high: finite, alpha })]),
  entry(nonInferiorityTest, [fc.record({ ...pair, margin, desiredDirection: direction, alpha })]),
  entry(standardizedEffect, [moments, moments]),
  entry(compareTrials, [fc.record({ ...pair, alpha })]),
  entry(standardizedRateEffect, [alpha, alpha]),
  entry(proportionTest, [fc.record({ ...ratePair, pooled: fc.boolean(), alternative })]),
  entry(checkCounts, [counts]),
  entry(newcombeInterval, [fc.record({ ...ratePair, alpha })]),
  entry(katzLift, [fc.record({ ...ratePair, alpha })]),
  entry(fisherExactTest, [counts, counts], RUNS.some),
  entry(exactRateTest, [counts, counts, positive], RUNS.some),
  entry(wilsonInterval, [fc.tuple(counts, alpha).map(([arm, level]) => ({ ...arm, alpha: level }))]),
  entry(
    clopperPearsonInterval,
    [fc.tuple(counts, alpha).map(([arm, level]) => ({ ...arm, alpha: level }))],
    RUNS.some,
  ),
  entry(adjustPValues, [list(fc.option(alpha), 12), method]),
  entry(checkSplit, [anySplit]),
  entry(srmChiSquare, [anySplit]),
  entry(srmChiSquareOverPeriods, [list(anySplit, 3)]),
  entry(srmSequential, [anySplit, concentration]),
  entry(srmSequentialLooks, [list(sameLength, 3), concentration]),
  entry(confidenceSequence, [
    fc.tuple(look, alpha, count, alternative).map(([figures, level, tunedUnits, side]) => ({
      ...figures,
      alpha: level,
      tunedUnits,
      alternative: side,
    })),
  ]),
  entry(alwaysValid, [fc.record({ looks: list(look), alpha, tunedUnits: count, alternative })]),
  entry(mixtureSprt, [fc.record({ estimate: finite, variance: finite, mixingVariance: finite, alpha })]),
  entry(normalMixture, [fc.record({ variance: finite, tunedVariance: finite, alpha })]),
  entry(mixtureScale, [alpha, finite]),
  entry(exactQuantileRanks, [fc.record({ n: count, p: alpha, alpha })], RUNS.some),
  entry(quantilePositions, [fc.record({ n: count, p: alpha, alpha })]),
  entry(quantileError, [
    fc.record({ n: count, p: alpha, alpha, lower: finite, upper: finite, clusterFactor: finite }),
  ]),
  entry(winsorize, [list(finite, 12), caps]),
  entry(findCaps, [list(finite, 12), caps]),
  entry(laplaceNoise, [fc.record({ sensitivity: finite, epsilon: finite, u: finite })]),
  entry(geometricNoise, [
    fc.record({ sensitivity: count, epsilon: finite, random: fc.nat().map(seededRandom) }),
  ]),
  entry(suppressCells, [
    fc.record({ cells: list(cell, 5), shownTotals: list(fc.constantFrom('a', 'b'), 2), smallest: count }),
  ]),
  entry(mergeMoments, [soundMoments, soundMoments]),
];
