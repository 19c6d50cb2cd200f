import { normalIsf } from '#stats/distributions.ts';
import { findRoot } from '#stats/numerics/find-root.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { checkAlpha, type Sided } from '#stats/power/error-rates.ts';
import { operatingCharacteristics } from './operating-characteristics.ts';

/** `looks` equally spaced, at most 200; `alpha` total over the sides. */
export type ClassicInput = {
  readonly type: 'pocock' | 'obf';
  readonly looks: number;
  readonly alpha: number;
  readonly sided?: Sided;
};

/** `constant` is the bound at the last look; Pocock holds it throughout, O'Brien-Fleming starts higher. */
export type ClassicBounds = {
  readonly kind: 'ok';
  readonly method: 'pocock' | 'obf';
  readonly alpha: number;
  readonly alternative: 'two-sided' | 'greater';
  readonly constant: number;
  readonly z: readonly number[];
};

/**
 * The original designs with looks fixed in advance: Pocock's (z_k = c) and O'Brien and Fleming's (z_k = c
 * sqrt(K/k)). Prefer spending bounds when looks may move. Refuses `invalid_input`: looks not a whole
 * number in 1..200, alpha outside 0..1 (0.5 one-sided). Sources: Pocock 1977; O'Brien, Fleming 1979.
 */
export function classicBounds({ type, looks, alpha, sided = 2 }: ClassicInput): ClassicBounds | StatsRefusal {
  const problem = checkAlpha(alpha, sided);
  if (problem !== undefined) return problem;
  if (!Number.isInteger(looks) || looks < 1 || looks > 200) {
    return refuse('invalid_input', 'looks must be a whole number from 1 to 200');
  }
  if (alpha / sided >= 0.5) return refuse('invalid_input', 'alpha per side must be below 0.5');
  const t = Array.from({ length: looks }, (_, look) => (look + 1) / looks);
  const shape = (constant: number) =>
    t.map((fraction) => (type === 'obf' ? constant / Math.sqrt(fraction) : constant));
  const excess = (constant: number) => {
    const lower = sided === 2 ? 'symmetric' : 'none';
    const result = operatingCharacteristics({ t, upper: shape(constant), lower, drift: 0 });
    return result.kind === 'ok' ? Math.log((sided * result.power) / alpha) : Number.NaN;
  };
  // One look needs the fixed bound; Bonferroni over all looks is always enough.
  const low = normalIsf(alpha / sided);
  const high = normalIsf(alpha / sided / looks) + 1e-9;
  const constant = looks === 1 ? low : findRoot(excess, { low: low - 1e-9, high, tolerance: 1e-11 });
  if (constant === undefined) return refuse('unreachable', 'no constant holds this alpha');
  return {
    kind: 'ok',
    method: type,
    alpha,
    alternative: sided === 2 ? 'two-sided' : 'greater',
    constant,
    z: shape(constant),
  };
}
