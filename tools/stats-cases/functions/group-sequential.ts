import { classicBounds } from '#stats/group-sequential/classic-bounds.ts';
import { futilityBounds } from '#stats/group-sequential/futility.ts';
import { operatingCharacteristics } from '#stats/group-sequential/operating-characteristics.ts';
import type { SpendingFunction } from '#stats/group-sequential/spending.ts';
import { spendingBounds } from '#stats/group-sequential/spending-bounds.ts';
import { answered, type CaseFunctions, type CaseInput } from '../case-function.ts';
import { numberAt, numbersAt, optionalNumberAt, sidedAt, wordAt } from '../read-input.ts';

function spendingAt(input: CaseInput, name: string, parameter: string): SpendingFunction {
  const spending = wordAt(input, name, ['obf', 'pocock', 'power', 'hsd']);
  const param = optionalNumberAt(input, parameter) ?? optionalNumberAt(input, 'param');
  return param === null ? { spending } : { spending, param };
}

/** Group-sequential designs. */
export const cases: CaseFunctions = {
  'gs.spendingBounds': (input) =>
    answered(
      spendingBounds({
        ...spendingAt(input, 'spending', 'param'),
        alpha: numberAt(input, 'alpha', 0.05),
        sided: sidedAt(input),
        t: numbersAt(input, 't'),
      }),
      ({ z, alphaSpent, nominalP }) => ({ z, alphaSpent, nominalP }),
    ),
  'gs.classic': (input) =>
    answered(
      classicBounds({
        type: wordAt(input, 'type', ['pocock', 'obf']),
        looks: numberAt(input, 'looks'),
        alpha: numberAt(input, 'alpha', 0.05),
        sided: sidedAt(input),
      }),
      ({ constant, z }) => ({ constant, z }),
    ),
  'gs.operatingCharacteristics': (input) =>
    answered(
      operatingCharacteristics({
        t: numbersAt(input, 't'),
        upper: numbersAt(input, 'upper', Number.POSITIVE_INFINITY),
        lower: Array.isArray(input['lower'])
          ? numbersAt(input, 'lower', Number.NEGATIVE_INFINITY)
          : wordAt<'symmetric' | 'none'>(input, 'lower', ['symmetric', 'none']),
        drift: numberAt(input, 'drift', 0),
      }),
      ({ upperCrossing, lowerCrossing, power, expectedInformation }) => ({
        upperCrossing,
        lowerCrossing,
        power,
        expectedInformation,
      }),
    ),
  'gs.futility': (input) =>
    answered(
      futilityBounds({
        t: numbersAt(input, 't'),
        alpha: numberAt(input, 'alpha', 0.025),
        power: numberAt(input, 'power', 0.8),
        alphaSpending: spendingAt(input, 'alphaSpending', 'alphaParam'),
        betaSpending: spendingAt(input, 'betaSpending', 'betaParam'),
      }),
      ({ upper, lower, drift, inflation }) => ({ upper, lower, drift, inflation }),
    ),
};
