import fc from 'fast-check';
import { spentBy } from '#stats/group-sequential/spending.ts';
import { fiellerSet } from '#stats/lift/fieller-set.ts';
import { marginContrast } from '#stats/margins/margin-contrast.ts';
import { tLogPValue, tPValue } from '#stats/means/answer-by-t.ts';
import {
  bivariateFromSums,
  firstMoments,
  mergeBivariate,
  residualM2,
  secondMoments,
} from '#stats/moments/bivariate-moments.ts';
import {
  meanVariance,
  mergeAllMoments,
  momentsFromCounts,
  momentsFromSums,
  momentsFromVariance,
  momentsOf,
  sampleVariance,
} from '#stats/moments/moments.ts';
import { capValue } from '#stats/moments/winsorize.ts';
import { isRate } from '#stats/outcome.ts';
import { cupedFactor } from '#stats/power/adjusted-size.ts';
import { alternativeOf, checkErrorRates, requiredDistance } from '#stats/power/error-rates.ts';
import { arcsineDistance } from '#stats/power/power-proportions.ts';
import { bestControlShare } from '#stats/power/sample-size-multi-arm.ts';
import { normalInterval, normalPValues } from '#stats/proportions/normal-statistic.ts';
import { rateDifference } from '#stats/proportions/proportion-test.ts';
import { wilsonBounds } from '#stats/proportions/wilson-interval.ts';
import { clusterFactor } from '#stats/quantile/quantile-error.ts';
import { mixtureRate } from '#stats/sequential/mixture-rate.ts';
import {
  sequenceCritical,
  sequenceCriticalOneSided,
  sequenceLogEvidence,
  sequenceLogP,
  sequenceLogPOneSided,
  sequencePOneSided,
} from '#stats/sequential/sequence-boundary.ts';
import {
  alpha,
  alternative,
  type Entry,
  entry,
  finite,
  list,
  positive,
  share,
  sided,
  soundMoments,
} from './figures.ts';

const rate = share.filter(isRate);
const soundCounts = fc
  .tuple(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), share)
  .map(([n, part]) => ({ n, successes: Math.floor(n * part) }));
const notNegative = fc.oneof(positive, fc.constant(0));
const cap = fc.option(finite);
const mixture = fc.double({ min: 1e-200, max: 1e30, noNaN: true });
const soundPair = fc.tuple(soundMoments, soundMoments, finite).map(([first, second, crossM2]) => ({
  n: first.n,
  firstMean: first.mean,
  secondMean: second.mean,
  firstM2: first.m2,
  secondM2: second.m2,
  crossM2,
}));
const spending = fc.oneof(
  fc.constantFrom({ spending: 'obf' as const }, { spending: 'pocock' as const }),
  positive.map((param) => ({ spending: 'power' as const, param })),
  fc.double({ min: -500, max: 500, noNaN: true }).map((param) => ({ spending: 'hsd' as const, param })),
);

/** What builds figures or does one step: on the ranges their docstrings call legal. */
export const BLOCKS: readonly Entry[] = [
  entry(momentsFromVariance, [finite, finite, finite]),
  entry(momentsFromSums, [finite, finite, finite]),
  entry(momentsFromCounts, [finite, finite]),
  entry(momentsOf, [list(finite)]),
  entry(mergeAllMoments, [list(soundMoments, 2)]),
  entry(sampleVariance, [soundMoments]),
  entry(meanVariance, [soundMoments.filter(({ n }) => n > 0)]),
  entry(bivariateFromSums, [
    fc.record({
      n: finite,
      first: finite,
      second: finite,
      firstSquares: finite,
      secondSquares: finite,
      products: finite,
    }),
  ]),
  entry(mergeBivariate, [soundPair, soundPair]),
  entry(firstMoments, [soundPair]),
  entry(secondMoments, [soundPair]),
  entry(residualM2, [soundPair, finite]),
  entry(normalPValues, [finite, alternative]),
  entry(normalInterval, [finite, notNegative, rate, alternative]),
  entry(tPValue, [finite, positive, alternative]),
  entry(tLogPValue, [finite, positive, alternative]),
  entry(fiellerSet, [soundMoments, soundMoments, positive]),
  entry(marginContrast, [soundMoments, soundMoments, fc.constantFrom('increase', 'decrease'), share]),
  entry(isRate, [finite]),
  entry(checkErrorRates, [fc.record({ alpha, power: alpha, sided })]),
  entry(requiredDistance, [fc.record({ alpha: rate, power: rate, sided })]),
  entry(alternativeOf, [sided]),
  entry(cupedFactor, [finite]),
  entry(arcsineDistance, [share, share]),
  entry(bestControlShare, [finite]),
  entry(rateDifference, [soundCounts, soundCounts]),
  entry(wilsonBounds, [soundCounts, fc.double({ min: 1e-17, max: 40, noNaN: true })]),
  entry(clusterFactor, [
    fc.record({
      units: finite,
      below: finite,
      events: finite,
      belowSquares: finite,
      eventSquares: finite,
      products: finite,
    }),
  ]),
  entry(mixtureRate, [rate, positive]),
  entry(sequenceCritical, [mixture, rate]),
  entry(sequenceCriticalOneSided, [mixture, rate]),
  entry(sequenceLogEvidence, [mixture, finite]),
  entry(sequenceLogP, [mixture, finite]),
  entry(sequencePOneSided, [mixture, finite]),
  entry(sequenceLogPOneSided, [mixture, finite]),
  entry(spentBy, [positive, rate, spending]),
  entry(capValue, [finite, fc.record({ lowerCap: cap, upperCap: cap })]),
];
