import { cupedTest } from '#stats/covariates/cuped-test.ts';
import { ratioTest } from '#stats/means/ratio-test.ts';
import { type BivariateMoments, bivariateFromSums } from '#stats/moments/bivariate-moments.ts';
import { sampleVariance } from '#stats/moments/moments.ts';
import { answered, type CaseFunctions, type CaseInput } from '../case-function.ts';
import { numberAt, objectAt, wordAt } from '../read-input.ts';

/** Arms given by raw sums of two values per unit, e.g. `first` = M and `second` = D. */
function pairArms(input: CaseInput, first: string, second: string) {
  const arm = (name: string): BivariateMoments => {
    const sums = objectAt(input, name);
    return bivariateFromSums({
      n: numberAt(sums, 'n'),
      first: numberAt(sums, `sum${first}`),
      second: numberAt(sums, `sum${second}`),
      firstSquares: numberAt(sums, `sum${first}2`),
      secondSquares: numberAt(sums, `sum${second}2`),
      products: numberAt(sums, `sum${first === 'Y' ? 'XY' : 'MD'}`),
    });
  };
  return {
    control: arm('control'),
    treatment: arm('treatment'),
    alpha: numberAt(input, 'alpha', 0.05),
  };
}

/** The absolute and relative fields that both tests share. */
function effectFields(result: {
  readonly absoluteEffect: number;
  readonly standardError: number;
  readonly df: number;
  readonly statistic: number;
  readonly pValue: number;
  readonly logPValue: number;
  readonly confidenceInterval: { readonly lower: number; readonly upper: number };
  readonly relative: {
    readonly lift: number;
    readonly standardError: number;
    readonly confidenceInterval: { readonly lower: number; readonly upper: number };
  } | null;
}) {
  const { relative } = result;
  return {
    diff: result.absoluteEffect,
    se: result.standardError,
    df: result.df,
    t: result.statistic,
    p: result.pValue,
    lnP: result.logPValue,
    ciLower: result.confidenceInterval.lower,
    ciUpper: result.confidenceInterval.upper,
    lift: relative?.lift ?? null,
    liftSe: relative?.standardError ?? null,
    liftCiLower: relative?.confidenceInterval.lower ?? null,
    liftCiUpper: relative?.confidenceInterval.upper ?? null,
  };
}

/** Two values per unit: ratio metrics and CUPED. */
export const cases: CaseFunctions = {
  'ratio.delta': (input) =>
    answered(ratioTest(pairArms(input, 'M', 'D')), (result) => ({
      ...effectFields(result),
      ratioControl: result.controlRatio,
      ratioTreatment: result.treatmentRatio,
      seControl: result.controlStandardError,
      seTreatment: result.treatmentStandardError,
    })),
  'cuped.mean': (input) =>
    answered(
      cupedTest({ ...pairArms(input, 'Y', 'X'), theta: wordAt(input, 'theta', ['total', 'within']) }),
      (result) => ({
        ...effectFields(result),
        theta: result.theta,
        adjMeanControl: result.controlAdjusted.mean,
        adjMeanTreatment: result.treatmentAdjusted.mean,
        adjVarControl: sampleVariance(result.controlAdjusted),
        adjVarTreatment: sampleVariance(result.treatmentAdjusted),
        unadjustedDiff: result.unadjustedEffect,
        unadjustedSe: result.unadjustedStandardError,
        varianceReduction: result.varianceReduction,
      }),
    ),
};
