import { winsorize } from '#stats/moments/winsorize.ts';
import { laplaceNoise } from '#stats/privacy/laplace-noise.ts';
import { exactQuantileRanks } from '#stats/quantile/exact-ranks.ts';
import { quantileError } from '#stats/quantile/quantile-error.ts';
import { answered, type CaseFunctions, type CaseInput } from '../case-function.ts';
import { numberAt, numbersAt, optionalNumberAt } from '../read-input.ts';

const rankInput = (input: CaseInput) => ({
  n: numberAt(input, 'n'),
  p: numberAt(input, 'p'),
  alpha: numberAt(input, 'alpha', 0.05),
});

/** Quantiles, capping, privacy. */
export const cases: CaseFunctions = {
  'quantile.exactRanks': (input) =>
    answered(exactQuantileRanks(rankInput(input)), ({ lowerRank, upperRank, coverage }) => ({
      lowerRank,
      upperRank,
      coverage,
    })),
  'quantile.se': (input) =>
    answered(
      quantileError({
        ...rankInput(input),
        lower: numberAt(input, 'lower'),
        upper: numberAt(input, 'upper'),
      }),
      ({ lowerPosition, upperPosition, standardError }) => ({
        lowerPosition,
        upperPosition,
        se: standardError,
      }),
    ),
  'capping.winsorize': (input) =>
    answered(
      winsorize(numbersAt(input, 'values'), {
        lower: optionalNumberAt(input, 'lower'),
        upper: optionalNumberAt(input, 'upper'),
      }),
      ({ lowerCap, upperCap, mean, variance }) => ({ lowerCap, upperCap, mean, variance }),
    ),
  'privacy.laplace': (input) =>
    answered(
      laplaceNoise({
        sensitivity: numberAt(input, 'sensitivity'),
        epsilon: numberAt(input, 'epsilon'),
        u: numberAt(input, 'u'),
      }),
      ({ scale, noise, variance, halfWidth95 }) => ({ scale, noise, variance, halfWidth95 }),
    ),
};
