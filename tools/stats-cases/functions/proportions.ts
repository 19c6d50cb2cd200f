import { clopperPearsonInterval } from '#stats/proportions/clopper-pearson-interval.ts';
import { fisherExactTest } from '#stats/proportions/fisher-exact-test.ts';
import { katzLift } from '#stats/proportions/katz-lift.ts';
import { newcombeInterval } from '#stats/proportions/newcombe-interval.ts';
import { proportionTest } from '#stats/proportions/proportion-test.ts';
import { type RateInterval, wilsonInterval } from '#stats/proportions/wilson-interval.ts';
import { answered, type CaseFunctions, type CaseInput } from '../case-function.ts';
import { alternativeAt, asCounts, countsOf, flagAt, numberAt } from '../read-input.ts';

const alphaAt = (input: CaseInput) => numberAt(input, 'alpha', 0.05);
const rateFields = ({ estimate, confidenceInterval }: RateInterval) => ({
  estimate,
  ciLower: confidenceInterval.lower,
  ciUpper: confidenceInterval.upper,
});

/** Rates from counts. */
export const cases: CaseFunctions = {
  'proportion.zTest': (input) =>
    answered(
      proportionTest({
        ...countsOf(input),
        pooled: flagAt(input, 'pooled', true),
        alternative: alternativeAt(input),
      }),
      (result) => ({
        diff: result.absoluteEffect,
        se: result.standardError,
        z: result.statistic,
        p: result.pValue,
        lnP: result.logPValue,
      }),
    ),
  'proportion.newcombe': (input) =>
    answered(newcombeInterval({ ...countsOf(input), alpha: alphaAt(input) }), (result) => ({
      diff: result.absoluteEffect,
      ciLower: result.confidenceInterval.lower,
      ciUpper: result.confidenceInterval.upper,
    })),
  'proportion.wilson': (input) =>
    answered(wilsonInterval({ ...asCounts(input), alpha: alphaAt(input) }), rateFields),
  'proportion.clopperPearson': (input) =>
    answered(clopperPearsonInterval({ ...asCounts(input), alpha: alphaAt(input) }), rateFields),
  'proportion.fisherExact': (input) => {
    const { control, treatment } = countsOf(input);
    return answered(fisherExactTest(control, treatment), ({ pValues }) => ({
      pTwoSided: pValues['two-sided'],
      pGreater: pValues.greater,
      pLess: pValues.less,
    }));
  },
  'proportion.katz': (input) =>
    answered(katzLift({ ...countsOf(input), alpha: alphaAt(input) }), (result) => ({
      ratio: result.ratio,
      lift: result.lift,
      seLog: result.logStandardError,
      ciLower: result.confidenceInterval?.lower ?? null,
      ciUpper: result.confidenceInterval?.upper ?? null,
    })),
};
