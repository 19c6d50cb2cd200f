import { equivalenceTest } from '#stats/margins/equivalence-test.ts';
import { nonInferiorityTest } from '#stats/margins/non-inferiority-test.ts';
import { standardizedEffect, standardizedRateEffect } from '#stats/means/standardized-effect.ts';
import { answered, type CaseFunctions, type CaseInput } from '../case-function.ts';
import { armsOf, numberAt, optionalNumberAt, wordAt } from '../read-input.ts';

function marginOf(input: CaseInput) {
  const relative = optionalNumberAt(input, 'relativeMargin');
  return relative === null
    ? ({ kind: 'absolute', value: numberAt(input, 'margin') } as const)
    : ({ kind: 'relative', value: relative } as const);
}

/** Effect sizes, equivalence and non-inferiority. */
export const cases: CaseFunctions = {
  'effect.cohenD': (input) => {
    const { control, treatment } = armsOf(input);
    return answered(standardizedEffect(control, treatment), ({ cohenD, hedgesG, pooledSd }) => ({
      d: cohenD,
      hedgesG,
      pooledSd,
    }));
  },
  'effect.cohenH': (input) =>
    answered(
      standardizedRateEffect(numberAt(input, 'pControl'), numberAt(input, 'pTreatment')),
      ({ cohenH }) => ({ h: cohenH }),
    ),
  'equivalence.tost': (input) =>
    answered(
      equivalenceTest({
        ...armsOf(input),
        low: numberAt(input, 'low'),
        high: numberAt(input, 'high'),
        alpha: numberAt(input, 'alpha', 0.05),
      }),
      (result) => ({
        diff: result.absoluteEffect,
        se: result.standardError,
        df: result.df,
        tLower: result.tLower,
        pLower: result.pLower,
        tUpper: result.tUpper,
        pUpper: result.pUpper,
        p: result.pValue,
        ciLower: result.confidenceInterval.lower,
        ciUpper: result.confidenceInterval.upper,
        equivalent: result.equivalent,
      }),
    ),
  'equivalence.nonInferiority': (input) =>
    answered(
      nonInferiorityTest({
        ...armsOf(input),
        margin: marginOf(input),
        desiredDirection: wordAt(input, 'goodDirection', ['up', 'down']) === 'up' ? 'increase' : 'decrease',
        alpha: numberAt(input, 'alpha', 0.025),
      }),
      (result) => ({
        t: result.t,
        df: result.df,
        p: result.pValue,
        lnP: result.logPValue,
        nonInferior: result.nonInferior,
      }),
    ),
};
