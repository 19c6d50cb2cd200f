import type { Effect } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';

/**
 * The effect that opens the hand-off issue of a shipped change whose decision is final: with the first reading of its steps, or with the
 * clean-up if no step was read. None if nothing was shipped, or the plan registers no hand-off.
 */
export function handoffOf({ design, decision, shipping }: Experiment): readonly Effect[] {
  const isWanted = design?.plan.afterwards?.handoff === true && decision.record?.decision === 'ship';
  return isWanted && shipping?.reading == null ? [{ kind: 'handoff' }] : [];
}
