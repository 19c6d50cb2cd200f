import fc from 'fast-check';
import * as distributions from '#stats/distributions.ts';
import { type Entry, entry, finite, positive, probability, RUNS } from './figures.ts';

const trials = fc.oneof(fc.nat({ max: 5000 }), fc.constantFrom(0, 1, 2 ** 31, 2 ** 53 - 1));
const notNegative = fc.oneof(positive, fc.constant(0));
const shift = fc.oneof(fc.double({ min: -50, max: 50, noNaN: true }), finite);

/** The distribution functions, on the ranges their docstrings call legal. */
export const DISTRIBUTIONS: readonly Entry[] = [
  entry(distributions.normalPdf, [finite]),
  entry(distributions.normalCdf, [finite]),
  entry(distributions.normalSf, [finite]),
  entry(distributions.normalLogSf, [finite]),
  entry(distributions.normalQuantile, [probability]),
  entry(distributions.normalIsf, [probability]),
  entry(distributions.tCdf, [finite, positive]),
  entry(distributions.tSf, [finite, positive]),
  entry(distributions.tLogSf, [finite, positive]),
  entry(distributions.tQuantile, [probability, positive]),
  entry(distributions.tIsf, [probability, positive]),
  entry(distributions.chi2Cdf, [finite, positive]),
  entry(distributions.chi2Sf, [finite, positive]),
  entry(distributions.chi2LogSf, [finite, positive]),
  entry(distributions.chi2Isf, [probability, positive], RUNS.some),
  entry(distributions.betaCdf, [finite, positive, positive]),
  entry(distributions.betaSf, [finite, positive, positive]),
  entry(distributions.betaQuantile, [probability, positive, positive], RUNS.some),
  entry(distributions.logBeta, [positive, positive]),
  entry(distributions.logGamma, [positive]),
  entry(distributions.logGammaRemainder, [positive]),
  entry(distributions.gammaRegularizedP, [positive, notNegative]),
  entry(distributions.gammaRegularizedQ, [positive, notNegative]),
  entry(distributions.binomialCdf, [trials, trials, probability]),
  entry(distributions.binomialSf, [trials, trials, probability]),
  entry(distributions.noncentralTCdf, [shift, positive, shift], RUNS.some),
  entry(distributions.noncentralTSf, [shift, positive, shift], RUNS.some),
  entry(distributions.gaussLegendre, [fc.integer({ min: 1, max: 80 })], RUNS.few),
];
