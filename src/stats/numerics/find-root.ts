/** Where to look for a root and how exactly: both ends, and the absolute tolerance on the root. */
export type Bracket = { readonly low: number; readonly high: number; readonly tolerance: number };

/**
 * The root of a continuous `f` between `low` and `high`, by Brent's method (Brent 1973,
 * ch. 4): inverse quadratic steps if they help, else bisection, so it always
 * ends. `undefined` when f has the same sign at both ends or is NaN at one.
 */
export function findRoot(f: (x: number) => number, bracket: Bracket): number | undefined {
  const start = { x: bracket.low, y: f(bracket.low) };
  const end = { x: bracket.high, y: f(bracket.high) };
  if (Number.isNaN(start.y) || Number.isNaN(end.y)) return undefined;
  if (start.y === 0) return start.x;
  if (end.y === 0) return end.x;
  if (start.y > 0 === end.y > 0) return undefined;
  return iterate(f, start, end, bracket.tolerance);
}

type Point = { readonly x: number; readonly y: number };

/** `best` is the closest end so far, `other` the far end across the root, `last` the end before. */
function iterate(f: (x: number) => number, start: Point, end: Point, tolerance: number): number {
  let last = start;
  let best = end;
  let other = start;
  let step = end.x - start.x;
  let earlier = step;
  for (let i = 0; i < 200; i += 1) {
    if (Math.abs(other.y) < Math.abs(best.y)) {
      last = best;
      best = other;
      other = last;
    }
    const slack = 2 * Number.EPSILON * Math.abs(best.x) + tolerance / 2;
    const half = (other.x - best.x) / 2;
    if (Math.abs(half) <= slack || best.y === 0) return best.x;
    const proposed = interpolate(last, best, other);
    const helps =
      Math.abs(earlier) >= slack &&
      proposed * half > 0 &&
      Math.abs(proposed) < Math.min(1.5 * Math.abs(half) - slack / 2, Math.abs(earlier) / 2);
    earlier = helps ? step : half;
    step = helps ? proposed : half;
    last = best;
    const x = best.x + (Math.abs(step) > slack ? step : Math.sign(half) * slack);
    best = { x, y: f(x) };
    if (best.y > 0 === other.y > 0) {
      other = last;
      step = best.x - last.x;
      earlier = step;
    }
  }
  return best.x;
}

/** Step from `best` by the inverse parabola through three points, or the secant through two. */
function interpolate(last: Point, best: Point, other: Point): number {
  const s = best.y / last.y;
  if (last.x === other.x) return ((other.x - best.x) * s) / (s - 1);
  const q = last.y / other.y;
  const r = best.y / other.y;
  const up = s * ((other.x - best.x) * q * (q - r) - (best.x - last.x) * (r - 1));
  return -up / ((q - 1) * (r - 1) * (s - 1));
}
