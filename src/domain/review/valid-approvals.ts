import type { Approval } from '#domain/design/state.ts';
import type { Experiment } from '#domain/experiment.ts';

/** The approvals of exactly the plan in force, oldest first; none without a plan. */
export function validApprovals({ design }: Pick<Experiment, 'design'>): readonly Approval[] {
  return design?.approvals.filter(({ planHash }) => planHash === design.planHash) ?? [];
}
