import fc from 'fast-check';
import { contextualWeights, thompsonWeights, weightsWithFloor } from '#stats/bandit/bandit-weights.ts';
import { levelsOverPeriods } from '#stats/bandit/levels-over-periods.ts';
import { betaBinomial, betaInterval } from '#stats/bayes/beta-binomial.ts';
import { gammaPoisson } from '#stats/bayes/gamma-poisson.ts';
import { normalPosterior, priorSensitivity } from '#stats/bayes/normal-posterior.ts';
import { probabilityBestBeta, probabilityBestNormal } from '#stats/bayes/probability-best.ts';
import { clusterTest } from '#stats/designs/cluster-test.ts';
import { differenceInDifferences } from '#stats/designs/difference-in-differences.ts';
import { cumulativeImpact, jamesStein } from '#stats/history/cumulative-impact.ts';
import { checkEffects } from '#stats/history/effect-estimate.ts';
import { hierarchy } from '#stats/history/hierarchy.ts';
import { sumOfShrunken } from '#stats/history/sum-of-shrunken.ts';
import { effectTrend } from '#stats/screens/effect-trend.ts';
import { experimentInteraction } from '#stats/screens/experiment-interaction.ts';
import { fairnessGaps } from '#stats/screens/fairness-gaps.ts';
import { segmentScan } from '#stats/screens/segment-scan.ts';
import {
  alpha,
  count,
  counts,
  direction,
  type Entry,
  effect,
  entry,
  finite,
  list,
  moments,
  positive,
  RUNS,
  share,
} from './figures.ts';

const prior = fc.option(fc.record({ mean: finite, standardDeviation: finite }));
const estimate = { estimate: finite, standardError: finite, alpha, desiredDirection: direction };
const shape = fc.oneof(positive, finite);
const gamma = fc.record({ shape, rate: shape });
const rule = fc.record({ desiredDirection: direction, floor: fc.oneof(share, finite), unitsPerArm: count });
const beforeAfter = fc.record({ before: moments, after: moments });
const crossed = fc.record({
  controlControl: moments,
  controlTreatment: moments,
  treatmentControl: moments,
  treatmentTreatment: moments,
});
const group = fc.tuple(fc.string({ maxLength: 2 }), counts, counts).map(([name, hit, miss]) => ({
  group: name,
  positives: hit.n,
  truePositives: hit.successes,
  negatives: miss.n,
  falsePositives: miss.successes,
}));
const segment = fc.record({ key: fc.string({ maxLength: 3 }), control: moments, treatment: moments });

/** Bayesian answers, bandits, causal designs and what is learnt over experiments. */
export const MODELS: readonly Entry[] = [
  entry(
    betaBinomial,
    [fc.record({ control: counts, treatment: counts, prior: fc.tuple(shape, shape) })],
    RUNS.few * 3,
  ),
  entry(betaInterval, [shape, shape, alpha], RUNS.some),
  entry(normalPosterior, [fc.record({ ...estimate, prior })]),
  entry(priorSensitivity, [
    fc.record(estimate),
    fc.dictionary(fc.string({ maxLength: 3 }), prior, { maxKeys: 3 }),
    share,
  ]),
  entry(gammaPoisson, [gamma, gamma], RUNS.some),
  entry(
    probabilityBestNormal,
    [list(fc.record({ mean: finite, standardDeviation: finite }), 4), direction],
    RUNS.some,
  ),
  entry(probabilityBestBeta, [list(fc.record({ a: shape, b: shape }), 4), direction], RUNS.few * 3),
  entry(weightsWithFloor, [list(fc.oneof(share, finite)), fc.oneof(share, finite)]),
  entry(thompsonWeights, [list(moments, 4), rule], RUNS.some),
  entry(
    contextualWeights,
    [fc.dictionary(fc.string({ maxLength: 2 }), list(moments, 3), { maxKeys: 2 }), rule],
    RUNS.some,
  ),
  entry(levelsOverPeriods, [list(fc.array(moments, { minLength: 2, maxLength: 2 }), 3)]),
  entry(differenceInDifferences, [beforeAfter, beforeAfter, alpha]),
  entry(experimentInteraction, [crossed, alpha]),
  entry(clusterTest, [list(moments, 4), list(moments, 4), alpha]),
  entry(effectTrend, [list(fc.record({ estimate: finite, standardError: finite, day: finite }), 8), alpha]),
  entry(segmentScan, [list(segment, 4), alpha]),
  entry(checkEffects, [list(effect), fc.nat({ max: 5 })]),
  entry(
    hierarchy,
    [list(effect), alpha, fc.constantFrom('dersimonian-laird' as const, 'marginal-likelihood' as const)],
    RUNS.some,
  ),
  entry(jamesStein, [list(effect)]),
  entry(cumulativeImpact, [
    list(fc.record({ estimate: finite, standardError: finite, shipped: fc.boolean() })),
  ]),
  entry(sumOfShrunken, [list(effect), list(fc.nat({ max: 9 }), 6), alpha], RUNS.some),
  entry(fairnessGaps, [list(group, 4), alpha]),
];
