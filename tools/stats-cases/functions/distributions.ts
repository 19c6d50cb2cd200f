import * as door from '#stats/distributions.ts';
import type { CaseFunction, CaseFunctions } from '../case-function.ts';
import { numberAt } from '../read-input.ts';

/** A function of the inputs named, in that order; NaN says that they are outside its range. */
function of(names: readonly string[], evaluate: (...values: number[]) => number): CaseFunction {
  return (input) => {
    const value = evaluate(...names.map((name) => numberAt(input, name)));
    return Number.isNaN(value) ? { error: 'invalid_input' } : { value };
  };
}

/** The distribution functions; every one answers `value`. */
export const cases: CaseFunctions = {
  'normal.cdf': of(['x'], door.normalCdf),
  'normal.sf': of(['x'], door.normalSf),
  'normal.logSf': of(['x'], door.normalLogSf),
  'normal.quantile': of(['p'], door.normalQuantile),
  'normal.isf': of(['q'], door.normalIsf),
  't.cdf': of(['x', 'df'], door.tCdf),
  't.sf': of(['x', 'df'], door.tSf),
  't.logSf': of(['x', 'df'], door.tLogSf),
  't.quantile': of(['p', 'df'], door.tQuantile),
  't.isf': of(['q', 'df'], door.tIsf),
  'chi2.cdf': of(['x', 'df'], door.chi2Cdf),
  'chi2.sf': of(['x', 'df'], door.chi2Sf),
  'chi2.logSf': of(['x', 'df'], door.chi2LogSf),
  'chi2.isf': of(['q', 'df'], door.chi2Isf),
  'beta.cdf': of(['x', 'a', 'b'], door.betaCdf),
  'beta.sf': of(['x', 'a', 'b'], door.betaSf),
  'beta.quantile': of(['p', 'a', 'b'], door.betaQuantile),
  'gamma.regP': of(['a', 'x'], door.gammaRegularizedP),
  'gamma.regQ': of(['a', 'x'], door.gammaRegularizedQ),
  lgamma: of(['x'], door.logGamma),
};
