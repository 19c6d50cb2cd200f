import { postStratifiedTest } from '#stats/covariates/post-stratified-test.ts';
import { deltaLift } from '#stats/lift/delta-lift.ts';
import { fiellerLift } from '#stats/lift/fieller-lift.ts';
import { logLift } from '#stats/lift/log-lift.ts';
import { compareTrials } from '#stats/means/compare-trials.ts';
import { welchTest } from '#stats/means/welch-test.ts';
import { checkMoments, mergeAllMoments, sampleVariance } from '#stats/moments/moments.ts';
import { answered, type CaseFunctions, type CaseInput } from '../case-function.ts';
import { alternativeAt, armsOf, asMoments, numberAt, objectsAt } from '../read-input.ts';

const alphaAt = (input: CaseInput) => numberAt(input, 'alpha', 0.05);
const liftInput = (input: CaseInput) => ({ ...armsOf(input), alpha: alphaAt(input) });

/** Means: moments, Welch, lifts, post-stratification. */
export const cases: CaseFunctions = {
  'moments.merge': (input) => {
    const chunks = objectsAt(input, 'chunks').map(asMoments);
    const problem = chunks.map(checkMoments).find((found) => found !== undefined);
    if (problem !== undefined) return { error: problem.reason };
    const merged = mergeAllMoments(chunks);
    return { n: merged.n, mean: merged.mean, variance: merged.n > 1 ? sampleVariance(merged) : null };
  },
  'welch.t': (input) =>
    answered(
      welchTest({
        ...liftInput(input),
        alternative: alternativeAt(input),
        nullDifference: numberAt(input, 'nullDiff', 0),
      }),
      (result) => ({
        diff: result.absoluteEffect,
        se: result.standardError,
        df: result.df,
        t: result.statistic,
        p: result.pValue,
        lnP: result.logPValue,
        ciLower: result.confidenceInterval.lower,
        ciUpper: result.confidenceInterval.upper,
      }),
    ),
  'trials.compare': (input) =>
    answered(compareTrials(liftInput(input)), (result) => ({
      diff: result.absoluteEffect,
      df: result.df,
      p: result.pValue,
      ciLower: result.confidenceInterval.lower,
      ciUpper: result.confidenceInterval.upper,
      d: result.cohenD,
      hedgesG: result.hedgesG,
    })),
  'lift.delta': (input) =>
    answered(deltaLift(liftInput(input)), (result) => ({
      lift: result.lift,
      se: result.standardError,
      df: result.df,
      p: result.pValue,
      pDelta: result.deltaPValue,
      ciLower: result.confidenceInterval.lower,
      ciUpper: result.confidenceInterval.upper,
    })),
  'lift.fieller': (input) =>
    answered(fiellerLift(liftInput(input)), (result) => ({
      lift: result.lift,
      g: result.g,
      bounded: result.bounded,
      ciLower: result.confidenceInterval?.lower ?? null,
      ciUpper: result.confidenceInterval?.upper ?? null,
    })),
  'lift.log': (input) =>
    answered(logLift(liftInput(input)), (result) => ({
      lift: result.lift,
      seLog: result.logStandardError,
      df: result.df,
      ciLower: result.confidenceInterval.lower,
      ciUpper: result.confidenceInterval.upper,
    })),
  'postStrat.diff': (input) =>
    answered(
      postStratifiedTest({
        strata: objectsAt(input, 'strata').map(armsOf),
        alpha: alphaAt(input),
        alternative: alternativeAt(input),
      }),
      (result) => ({
        diff: result.absoluteEffect,
        se: result.standardError,
        z: result.statistic,
        p: result.pValue,
        lnP: result.logPValue,
        ciLower: result.confidenceInterval.lower,
        ciUpper: result.confidenceInterval.upper,
      }),
    ),
};
