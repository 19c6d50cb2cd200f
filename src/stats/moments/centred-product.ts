/**
 * sum (x - mean x)(y - mean y) from the raw sums of x, y and x y over `n` >= 1 units: (n Sxy - Sx Sy) / n
 * with both products exact to twice double precision, so that the cancellation costs nothing
 * beyond what the sums lost. Source: Dekker 1971.
 */
export function centredProduct(n: number, sumX: number, sumY: number, sumXY: number): number {
  const whole = exactProduct(n, sumXY);
  const centre = exactProduct(sumX, sumY);
  const exact = (whole.high - centre.high + (whole.low - centre.low)) / n;
  // Splitting overflows near the largest doubles; the plain form is all that is left there.
  return Number.isFinite(exact) ? exact : sumXY - (sumY === 0 ? 0 : (sumX / n) * sumY);
}

/** a b as the unevaluated sum of two doubles. */
function exactProduct(a: number, b: number): { readonly high: number; readonly low: number } {
  const high = a * b;
  const [aHigh, aLow] = halves(a);
  const [bHigh, bLow] = halves(b);
  return { high, low: aHigh * bHigh - high + aHigh * bLow + aLow * bHigh + aLow * bLow };
}

/** Veltkamp's split into two numbers of 26 bits. */
function halves(value: number): readonly [number, number] {
  const scaled = 134217729 * value;
  const high = scaled - (scaled - value);
  return [high, value - high];
}
