import fc from 'fast-check';
import * as door from '#stats/distributions.ts';
import { type Entry, entry, finite, positive, probability, RUNS } from './figures.ts';

const trials = fc.oneof(fc.nat({ max: 5000 }), fc.constantFrom(0, 1, 2 ** 31, 2 ** 53 - 1));
const notNegative = fc.oneof(positive, fc.constant(0));
const shift = fc.oneof(fc.double({ min: -50, max: 50, noNaN: true }), finite);

/** The door to distribution functions, on the ranges their docstrings call legal. */
export const DISTRIBUTIONS: readonly Entry[] = [
  entry(door.normalPdf, [finite]),
  entry(door.normalCdf, [finite]),
  entry(door.normalSf, [finite]),
  entry(door.normalLogSf, [finite]),
  entry(door.normalQuantile, [probability]),
  entry(door.normalIsf, [probability]),
  entry(door.tCdf, [finite, positive]),
  entry(door.tSf, [finite, positive]),
  entry(door.tLogSf, [finite, positive]),
  entry(door.tQuantile, [probability, positive]),
  entry(door.tIsf, [probability, positive]),
  entry(door.chi2Cdf, [finite, positive]),
  entry(door.chi2Sf, [finite, positive]),
  entry(door.chi2LogSf, [finite, positive]),
  entry(door.chi2Isf, [probability, positive], RUNS.some),
  entry(door.betaCdf, [finite, positive, positive]),
  entry(door.betaSf, [finite, positive, positive]),
  entry(door.betaQuantile, [probability, positive, positive], RUNS.some),
  entry(door.logBeta, [positive, positive]),
  entry(door.logGamma, [positive]),
  entry(door.logGammaRemainder, [positive]),
  entry(door.gammaRegularizedP, [positive, notNegative]),
  entry(door.gammaRegularizedQ, [positive, notNegative]),
  entry(door.binomialCdf, [trials, trials, probability]),
  entry(door.binomialSf, [trials, trials, probability]),
  entry(door.noncentralTCdf, [shift, positive, shift], RUNS.some),
  entry(door.noncentralTSf, [shift, positive, shift], RUNS.some),
  entry(door.gaussLegendre, [fc.integer({ min: 1, max: 80 })], RUNS.few),
];
