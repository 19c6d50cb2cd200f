import { adjustPValues } from '#stats/multiplicity/multiplicity.ts';
import { srmChiSquare } from '#stats/srm/srm-chi-square.ts';
import { srmSequential } from '#stats/srm/srm-sequential.ts';
import { answered, type CaseFunctions, type CaseInput } from '../case-function.ts';
import { listAt, numberAt, numbersAt, wordAt } from '../read-input.ts';

const splitOf = (input: CaseInput) => ({
  observed: numbersAt(input, 'observed'),
  weights: numbersAt(input, 'weights'),
});

/** Sample ratio mismatch and multiplicity. */
export const cases: CaseFunctions = {
  'srm.chiSquare': (input) =>
    answered(srmChiSquare(splitOf(input)), (result) => ({
      chi2: result.chi2,
      df: result.df,
      p: result.pValue,
      lnP: result.logPValue,
      expected: result.expected,
    })),
  'srm.sequential': (input) =>
    answered(srmSequential(splitOf(input), numberAt(input, 'concentration', 10_000)), (result) => ({
      logBayesFactor: result.logBayesFactor,
      p: result.pValue,
      lnP: result.logPValue,
    })),
  'mtc.adjust': (input) => {
    const pValues = listAt(input, 'p').map((p) => (p === null ? null : Number(p)));
    const method = wordAt(input, 'method', ['holm', 'bonferroni', 'bh', 'by', 'hochberg']);
    return answered(adjustPValues(pValues, method), ({ adjusted }) => ({ adjusted }));
  },
};
