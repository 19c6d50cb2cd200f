import { weightsWithFloor } from '#stats/bandit/bandit-weights.ts';
import { probabilityBestBeta, probabilityBestNormal } from '#stats/bayes/probability-best.ts';
import { answered, type CaseFunctions, type CaseInput } from '../case-function.ts';
import { flagAt, numberAt, numbersAt } from '../read-input.ts';

const directionOf = (input: CaseInput) => (flagAt(input, 'inverse', false) ? 'decrease' : 'increase');

/** Chances of being best, and the shares that follow from them. */
export const cases: CaseFunctions = {
  'bandit.probBest.normal': (input) => {
    const spreads = numbersAt(input, 'sds');
    const arms = numbersAt(input, 'means').map((mean, arm) => ({
      mean,
      standardDeviation: spreads[arm] ?? Number.NaN,
    }));
    return answered(probabilityBestNormal(arms, directionOf(input)), ({ probabilities }) => ({
      probBest: probabilities,
    }));
  },
  'bandit.probBest.beta': (input) => {
    const betas = numbersAt(input, 'betas');
    const arms = numbersAt(input, 'alphas').map((a, arm) => ({ a, b: betas[arm] ?? Number.NaN }));
    return answered(probabilityBestBeta(arms, directionOf(input)), ({ probabilities }) => ({
      probBest: probabilities,
    }));
  },
  'bandit.weights': (input) =>
    answered(
      weightsWithFloor(numbersAt(input, 'probBest'), numberAt(input, 'minWeight', 0.01)),
      ({ weights }) => ({
        weights,
      }),
    ),
};
