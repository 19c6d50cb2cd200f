/**
 * The only way to distribution functions. Everything else in the product imports them from
 * here; only this file and its folder may import jstat or @stdlib. Numbers in, numbers
 * out; legal finite input never gives NaN; illegal input (df <= 0, p outside [0, 1]) does.
 */
export { betaCdf, betaQuantile, betaSf, logBeta } from './distributions/beta.ts';
export { binomialCdf, binomialSf } from './distributions/binomial.ts';
export { chi2Cdf, chi2Isf, chi2LogSf, chi2Sf } from './distributions/chi-squared.ts';
export { gammaRegularizedP, gammaRegularizedQ, logGamma, logGammaRemainder } from './distributions/gamma.ts';
export { gaussLegendre } from './distributions/gauss-legendre.ts';
export { noncentralTCdf, noncentralTSf } from './distributions/noncentral-t.ts';
export {
  normalCdf,
  normalIsf,
  normalLogSf,
  normalPdf,
  normalQuantile,
  normalSf,
} from './distributions/normal.ts';
export { tCdf, tIsf, tLogSf, tQuantile, tSf } from './distributions/student-t.ts';
