import { betaBinomial, betaInterval } from '#stats/bayes/beta-binomial.ts';
import { gammaPoisson } from '#stats/bayes/gamma-poisson.ts';
import { normalPosterior } from '#stats/bayes/normal-posterior.ts';
import { answered, type CaseFunctions, type CaseInput } from '../case-function.ts';
import { countsOf, flagAt, numberAt, numbersAt, optionalNumberAt } from '../read-input.ts';

/** A case says a flat prior by `priorSd` null; its `priorMean` then means nothing. */
function priorOf(input: CaseInput) {
  const mean = numberAt(input, 'priorMean', 0);
  const standardDeviation = optionalNumberAt(input, 'priorSd');
  return standardDeviation === null ? null : { mean, standardDeviation };
}

/** Bayesian answers. */
export const cases: CaseFunctions = {
  'bayes.betaBinomial': (input) => {
    const [a = 1, b = 1] = numbersAt(input, 'prior');
    return answered(betaBinomial({ ...countsOf(input), prior: [a, b] }), (result) => ({
      probTreatmentBetter: result.probTreatmentBetter,
      probControlBetter: result.probControlBetter,
      expectedLossTreatment: result.expectedLossTreatment,
      expectedLossControl: result.expectedLossControl,
      meanControl: result.controlMean,
      meanTreatment: result.treatmentMean,
    }));
  },
  'bayes.betaInterval': (input) =>
    answered(
      betaInterval(numberAt(input, 'alphaPost'), numberAt(input, 'betaPost'), numberAt(input, 'level', 0.95)),
      ({ mean, interval }) => ({ mean, ciLower: interval.lower, ciUpper: interval.upper }),
    ),
  'bayes.normal': (input) =>
    answered(
      normalPosterior({
        estimate: numberAt(input, 'estimate'),
        standardError: numberAt(input, 'se'),
        prior: priorOf(input),
        alpha: numberAt(input, 'alpha', 0.05),
        desiredDirection: flagAt(input, 'inverse', false) ? 'decrease' : 'increase',
      }),
      (result) => ({
        posteriorMean: result.posteriorMean,
        posteriorSd: result.posteriorStandardDeviation,
        chanceToWin: result.chanceToWin,
        riskControl: result.riskControl,
        riskTreatment: result.riskTreatment,
        ciLower: result.interval.lower,
        ciUpper: result.interval.upper,
      }),
    ),
  'bayes.gammaPoisson': (input) =>
    answered(
      gammaPoisson(
        { shape: numberAt(input, 'shapeC'), rate: numberAt(input, 'rateC') },
        { shape: numberAt(input, 'shapeT'), rate: numberAt(input, 'rateT') },
      ),
      ({ probTreatmentBetter, probControlBetter }) => ({ probTreatmentBetter, probControlBetter }),
    ),
};
