import { gaussLegendre } from '#stats/distributions.ts';

/**
 * The integral of `f` over the pieces between ascending `cuts`, 64 Gauss-Legendre points a piece.
 * Put cuts at the bends of `f`; empty pieces cost nothing.
 */
export function integratePieces(f: (x: number) => number, cuts: readonly number[]): number {
  const { nodes, weights } = gaussLegendre(64);
  let total = 0;
  for (let piece = 1; piece < cuts.length; piece += 1) {
    const from = cuts[piece - 1] ?? 0;
    const half = ((cuts[piece] ?? 0) - from) / 2;
    if (!(half > 0)) continue;
    let sum = 0;
    for (let i = 0; i < nodes.length; i += 1)
      sum += (weights[i] ?? 0) * f(from + half * (1 + (nodes[i] ?? 0)));
    total += half * sum;
  }
  return total;
}

/**
 * Cuts around the peak of a function whose logarithm `logF` is concave: out to where it has
 * fallen by e^-45 on either side, in eight pieces. `hints`, ascending, must enclose what matters;
 * an empty answer means that `f` is 0 (below e^-700) at all of them and in between.
 */
export function cutsAroundPeak(logF: (x: number) => number, hints: readonly number[]): readonly number[] {
  const peak = findPeak(logF, hints);
  if (peak === undefined) return [];
  const floor = logF(peak) - 45;
  const left = edge(logF, peak, -1, floor);
  const right = edge(logF, peak, 1, floor);
  const shares = [1, 0.55, 0.3, 0.12];
  return [
    ...shares.map((share) => peak - share * left),
    peak,
    ...shares.toReversed().map((share) => peak + share * right),
  ];
}

/** Ternary search between the neighbours of the highest hint. */
function findPeak(logF: (x: number) => number, hints: readonly number[]): number | undefined {
  const heights = hints.map(logF);
  const highest = heights.reduce((best, height, i) => (height > (heights[best] ?? 0) ? i : best), 0);
  if (!Number.isFinite(heights[highest] ?? Number.NaN)) return undefined;
  let low = hints[highest - 1] ?? hints[highest] ?? 0;
  let high = hints[highest + 1] ?? hints[highest] ?? 0;
  for (let step = 0; step < 60 && high - low > 1e-9 * (1 + Math.abs(low)); step += 1) {
    const third = (high - low) / 3;
    if (logF(low + third) < logF(high - third)) low += third;
    else high -= third;
  }
  return (low + high) / 2;
}

/** How far from the peak, in one direction, the function falls to `floor`. */
function edge(logF: (x: number) => number, peak: number, direction: 1 | -1, floor: number): number {
  let outside = 1e-6;
  for (let step = 0; step < 80 && logF(peak + direction * outside) > floor; step += 1) outside *= 2;
  let inside = outside / 2;
  for (let step = 0; step < 12; step += 1) {
    const middle = (inside + outside) / 2;
    if (logF(peak + direction * middle) > floor) inside = middle;
    else outside = middle;
  }
  return outside;
}
