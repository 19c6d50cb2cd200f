import * as distributions from '#stats/distributions.ts';
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
  'normal.cdf': of(['x'], distributions.normalCdf),
  'normal.sf': of(['x'], distributions.normalSf),
  'normal.logSf': of(['x'], distributions.normalLogSf),
  'normal.quantile': of(['p'], distributions.normalQuantile),
  'normal.isf': of(['q'], distributions.normalIsf),
  't.cdf': of(['x', 'df'], distributions.tCdf),
  't.sf': of(['x', 'df'], distributions.tSf),
  't.logSf': of(['x', 'df'], distributions.tLogSf),
  't.quantile': of(['p', 'df'], distributions.tQuantile),
  't.isf': of(['q', 'df'], distributions.tIsf),
  'chi2.cdf': of(['x', 'df'], distributions.chi2Cdf),
  'chi2.sf': of(['x', 'df'], distributions.chi2Sf),
  'chi2.logSf': of(['x', 'df'], distributions.chi2LogSf),
  'chi2.isf': of(['q', 'df'], distributions.chi2Isf),
  'beta.cdf': of(['x', 'a', 'b'], distributions.betaCdf),
  'beta.sf': of(['x', 'a', 'b'], distributions.betaSf),
  'beta.quantile': of(['p', 'a', 'b'], distributions.betaQuantile),
  'gamma.regP': of(['a', 'x'], distributions.gammaRegularizedP),
  'gamma.regQ': of(['a', 'x'], distributions.gammaRegularizedQ),
  lgamma: of(['x'], distributions.logGamma),
};
