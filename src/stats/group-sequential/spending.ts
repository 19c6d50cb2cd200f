import { normalIsf, normalLogSf } from '#stats/distributions.ts';

/**
 * How fast the error rate is spent: `obf` late (O'Brien-Fleming-like), `pocock` evenly,
 * `power` as t^param (param > 0), `hsd` as the Hwang-Shih-DeCani family with gamma = param
 * (-4 is close to obf, 1 to pocock, 0 is linear).
 */
export type Spending = 'obf' | 'pocock' | 'power' | 'hsd';

/** `param` is needed by `power` and `hsd` alone. */
export type SpendingFunction = { readonly spending: Spending; readonly param?: number };

/** False when `param` is missing or out of range for the family. */
export function isSpendingFunction({ spending, param }: SpendingFunction): boolean {
  if (spending === 'power') return param !== undefined && param > 0 && Number.isFinite(param);
  if (spending === 'hsd') return param !== undefined && Number.isFinite(param) && Math.abs(param) <= 500;
  return true;
}

/**
 * Error rate spent on one side by information fraction t > 0, of `rate` in all; everything
 * from t = 1 on. One side only: the total of a two-sided plan is twice this at half the
 * alpha (the obf form is not additive). Sources: Lan, DeMets 1983; Hwang, Shih, DeCani 1990.
 */
export function spentBy(t: number, rate: number, { spending, param = 0 }: SpendingFunction): number {
  if (t >= 1) return rate;
  if (spending === 'obf') return Math.exp(Math.LN2 + normalLogSf(normalIsf(rate / 2) / Math.sqrt(t)));
  if (spending === 'pocock') return rate * Math.log1p((Math.E - 1) * t);
  if (spending === 'power') return rate * t ** param;
  return param === 0 ? rate * t : rate * (Math.expm1(-param * t) / Math.expm1(-param));
}
