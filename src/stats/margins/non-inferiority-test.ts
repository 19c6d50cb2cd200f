import { tIsf } from '#stats/distributions.ts';
import { tLogPValue, tPValue } from '#stats/means/answer-by-t.ts';
import { meanContrast } from '#stats/means/mean-contrast.ts';
import type { Moments } from '#stats/moments/moments.ts';
import { type Direction, isRate, refuse, type StatsRefusal } from '#stats/outcome.ts';
import { marginContrast } from './margin-contrast.ts';

/**
 * How much worse is still acceptable: `absolute` in metric units, `relative` as a share of
 * the control level (0.02 = 2 %). Both >= 0.
 */
export type Margin =
  | { readonly kind: 'absolute'; readonly value: number }
  | { readonly kind: 'relative'; readonly value: number };

/** `alpha` is one-sided (0.025 agrees with a two-sided 95 % interval). */
export type NonInferiorityInput = {
  readonly control: Moments;
  readonly treatment: Moments;
  readonly margin: Margin;
  readonly desiredDirection: Direction;
  readonly alpha: number;
};

/**
 * `headroom` is the distance of treatment from the worst acceptable level, in metric units,
 * positive when on the safe side; `headroomLower` its lower bound at 1 - alpha, above 0
 * exactly when `nonInferior`.
 */
export type NonInferiority = {
  readonly kind: 'ok';
  readonly method: string;
  readonly alpha: number;
  readonly alternative: 'greater';
  readonly n: number;
  readonly headroom: number;
  readonly headroomLower: number;
  readonly standardError: number;
  readonly t: number;
  readonly df: number;
  readonly pValue: number;
  readonly logPValue: number;
  readonly nonInferior: boolean;
};

/**
 * Is treatment not worse than control by more than the margin? Welch test of s(T - C) + margin > 0, s =
 * +1 for `increase` and -1 for `decrease`. A relative margin is tested in its linear form, treatment
 * against (1 - s m) x control (m of |control| if the control level is negative): exact, no division,
 * no delta method. Refuses `insufficient_sample`, `zero_variance`, `zero_baseline` (relative margin of a
 * control level of 0), `invalid_input` (negative margin, alpha outside 0..1). Sources: Blackwelder 1982;
 * Hauschke, Kieser, Diletti, Burke 1999 (linear form of a relative margin).
 */
export function nonInferiorityTest(input: NonInferiorityInput): NonInferiority | StatsRefusal {
  const { control, treatment, margin, alpha } = input;
  if (!isRate(alpha)) return refuse('invalid_input', 'alpha must lie between 0 and 1');
  if (!(margin.value >= 0 && Number.isFinite(margin.value))) {
    return refuse('invalid_input', 'the margin must be finite and not negative');
  }
  const sign = input.desiredDirection === 'increase' ? 1 : -1;
  const relative = margin.kind === 'relative';
  const contrast = relative
    ? marginContrast(control, treatment, input.desiredDirection, margin.value)
    : meanContrast(control, treatment);
  if (contrast.kind === 'refused') return contrast;
  if (relative && control.mean === 0) return refuse('zero_baseline', 'a share of a control level of 0');
  const { standardError, df } = contrast;
  const headroom = sign * contrast.estimate + (relative ? 0 : margin.value);
  const t = headroom / standardError;
  const pValue = tPValue(t, df, 'greater');
  return {
    kind: 'ok',
    method: `welch-non-inferiority-${margin.kind}`,
    alpha,
    alternative: 'greater',
    n: control.n + treatment.n,
    headroom,
    headroomLower: headroom - tIsf(alpha, df) * standardError,
    standardError,
    t,
    df,
    pValue,
    logPValue: tLogPValue(t, df, 'greater'),
    nonInferior: pValue < alpha,
  };
}
