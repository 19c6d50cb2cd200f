import fc from 'fast-check';
import * as door from '#stats/distributions.ts';
import { type Entry, entry, finite, positive, probability, RUNS } from './figures.ts';

const trials = fc.nat({ max: 5000 });

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
  entry(door.chi2Isf, [probability, fc.double({ min: 0.5, max: 1e9, noNaN: true })], RUNS.some),
  entry(door.betaCdf, [finite, positive, positive]),
  entry(door.betaSf, [finite, positive, positive]),
  entry(door.betaQuantile, [probability, positive, positive], RUNS.some),
  entry(door.logBeta, [positive, positive]),
  entry(door.logGamma, [positive]),
  entry(door.gammaRegularizedP, [positive, fc.oneof(positive, fc.constant(0))]),
  entry(door.gammaRegularizedQ, [positive, fc.oneof(positive, fc.constant(0))]),
  entry(door.binomialCdf, [trials, trials, probability]),
  entry(door.binomialSf, [trials, trials, probability]),
  entry(
    door.noncentralTCdf,
    [fc.double({ min: -50, max: 50, noNaN: true }), positive, fc.double({ min: -30, max: 30, noNaN: true })],
    RUNS.some,
  ),
  entry(
    door.noncentralTSf,
    [fc.double({ min: -50, max: 50, noNaN: true }), positive, fc.double({ min: -30, max: 30, noNaN: true })],
    RUNS.some,
  ),
  entry(door.gaussLegendre, [fc.integer({ min: 1, max: 80 })], RUNS.few),
];
