import type { Effect } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';

/** The effect that posts the full record; none under a plan from before there was one, or whose team wants none. */
export function recordOf({ design }: Experiment): readonly Effect[] {
  return design?.plan.afterwards?.record === true ? [{ kind: 'record' }] : [];
}
