import type { Effect } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';

const RECORD: readonly Effect[] = [{ kind: 'record' }];

/** The effect that posts the full record when the experiment is completed; none under a plan whose team wants none. */
export function recordAtEnd({ design }: Experiment): readonly Effect[] {
  return design?.plan.afterwards?.record === undefined ? [] : RECORD;
}

/** The same when the decision is final, which plans from before the record was posted once ask for too. */
export function recordOfDecision({ design }: Experiment): readonly Effect[] {
  return design?.plan.afterwards?.record === true ? RECORD : [];
}
