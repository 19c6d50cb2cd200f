import { refuse, type StatsRefusal } from '#stats/outcome.ts';

/**
 * `sensitivity`: the most that one unit can change the figure (bound contributions first);
 * `epsilon` > 0 the privacy loss of this release (releases add up); `u` uniform in (-1/2, 1/2).
 */
export type LaplaceInput = { readonly sensitivity: number; readonly epsilon: number; readonly u: number };

/**
 * `noise` to add to the figure; `variance` (2 scale^2) to add to the variance of whatever is
 * tested; the noise lies within `halfWidth95` in 95 of 100 releases.
 */
export type LaplaceNoise = {
  readonly kind: 'ok';
  readonly method: 'laplace';
  readonly scale: number;
  readonly noise: number;
  readonly variance: number;
  readonly halfWidth95: number;
};

/**
 * Laplace mechanism, scale = sensitivity / epsilon. For counts prefer geometric noise: the
 * low bits of floating noise can give the figure away. Refuses `invalid_input`: sensitivity
 * or epsilon not positive, u outside (-1/2, 1/2). Source: Dwork, McSherry, Nissim, Smith 2006.
 */
export function laplaceNoise({ sensitivity, epsilon, u }: LaplaceInput): LaplaceNoise | StatsRefusal {
  const scale = sensitivity / epsilon;
  if (!(sensitivity > 0 && epsilon > 0 && scale > 0 && Number.isFinite(scale * scale))) {
    return refuse('invalid_input', 'sensitivity and epsilon must be positive and finite');
  }
  if (!(Math.abs(u) < 0.5)) return refuse('invalid_input', 'u must lie strictly between -1/2 and 1/2');
  const size = -scale * Math.log1p(-2 * Math.abs(u));
  return {
    kind: 'ok',
    method: 'laplace',
    scale,
    noise: u < 0 ? -size : Math.abs(size),
    variance: 2 * scale * scale,
    halfWidth95: scale * Math.log(20),
  };
}
