import type { RandomSource } from '#stats/numerics/seeded-random.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';

/** `sensitivity` a whole number >= 1, `epsilon` > 0; both as for Laplace noise. */
export type GeometricInput = {
  readonly sensitivity: number;
  readonly epsilon: number;
  readonly random: Pick<RandomSource, 'uniform'>;
};

/** Whole-numbered noise with its variance, and the half-width that holds it in at least 95 of 100 releases. */
export type GeometricNoise = {
  readonly kind: 'ok';
  readonly method: 'two-sided-geometric';
  readonly ratio: number;
  readonly noise: number;
  readonly variance: number;
  readonly halfWidth95: number;
};

/**
 * Noise for counts: P(k) = (1 - a)/(1 + a) a^|k| with a = exp(-epsilon / sensitivity), drawn as
 * the difference of two geometric variables, so the released count stays whole.
 * Refuses `invalid_input`: sensitivity not whole or below 1, epsilon not positive or so small
 * that noise exceeds whole doubles. Source: Ghosh, Roughgarden, Sundararajan 2012.
 */
export function geometricNoise({
  sensitivity,
  epsilon,
  random,
}: GeometricInput): GeometricNoise | StatsRefusal {
  const rate = epsilon / sensitivity;
  if (!Number.isInteger(sensitivity) || sensitivity < 1) {
    return refuse('invalid_input', 'the sensitivity of a count is a whole number from 1');
  }
  if (!(rate > 1e-12 && Number.isFinite(rate))) return refuse('invalid_input', 'epsilon must be positive');
  const ratio = Math.exp(-rate);
  // Failures before the first success: floor(ln U / ln a) with ln a = -rate.
  const failures = () => Math.floor(-Math.log(random.uniform()) / rate);
  const noise = failures() - failures();
  const complement = -Math.expm1(-rate);
  // P(|noise| > k) = 2 a^(k + 1) / (1 + a), at most 0.05.
  const halfWidth95 = Math.max(0, Math.ceil((Math.log(40) - Math.log1p(ratio)) / rate) - 1);
  return {
    kind: 'ok',
    method: 'two-sided-geometric',
    ratio,
    noise: noise === 0 ? 0 : noise,
    variance: (2 * ratio) / (complement * complement),
    halfWidth95,
  };
}
