import betainc from '@stdlib/math-base-special-betainc';
import betaincinv from '@stdlib/math-base-special-betaincinv';

/** P(T <= x) for Student's t with `df` > 0 degrees of freedom (real-valued). */
export function tCdf(x: number, df: number): number {
  return tSf(-x, df);
}

/** P(T > x) for Student's t with `df` > 0 degrees of freedom, as a survival function. */
export function tSf(x: number, df: number): number {
  const squared = x * x;
  const tail =
    squared < df
      ? 0.5 * betainc(squared / (df + squared), 0.5, df / 2, true, true)
      : 0.5 * betainc(df / (df + squared), df / 2, 0.5, true, false);
  return x > 0 ? tail : 1 - tail;
}

/** ln P(T > x) for Student's t with `df` > 0 degrees of freedom. */
export function tLogSf(x: number, df: number): number {
  return Math.log(tSf(x, df));
}

/** The `x` with P(T <= x) = `p`, p in [0, 1]. */
export function tQuantile(p: number, df: number): number {
  return -tIsf(p, df);
}

/** The `x` with P(T > x) = `q`, q in [0, 1]. */
export function tIsf(q: number, df: number): number {
  if (q === 0.5) return 0;
  if (q > 0.5) return -tIsf(1 - q, df);
  const share = betaincinv(2 * q, df / 2, 0.5);
  return Math.sqrt((df * (1 - share)) / share);
}
