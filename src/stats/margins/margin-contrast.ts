import { type MeanContrast, meanContrast } from '#stats/means/mean-contrast.ts';
import type { Moments } from '#stats/moments/moments.ts';
import type { Direction, StatsRefusal } from '#stats/outcome.ts';

/**
 * The treatment mean against the worst acceptable mean, `margin` (relative, >= 0) away from the control mean in the bad
 * direction: estimate = m_T - f m_C with f = 1 - margin when more is better, 1 + margin when less is (and the other way
 * round for a negative control mean, so that a margin is always a loss). Linear: nothing is divided, so a control mean of
 * 0 needs no refusal. Refuses `insufficient_sample` (an arm below 2 units), `zero_variance` (the form has no spread),
 * `invalid_input`. Source: Hauschke, Kieser, Diletti, Burke 1999.
 */
export function marginContrast(
  control: Moments,
  treatment: Moments,
  direction: Direction,
  margin: number,
): MeanContrast | StatsRefusal {
  const worse = direction === 'increase' ? -1 : 1;
  const factor = 1 + worse * margin * (control.mean < 0 ? -1 : 1);
  return meanContrast(control, treatment, factor);
}
