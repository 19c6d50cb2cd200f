import { PERMISSIONS } from '#domain/authority/permissions.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';
import { validApprovals } from '#domain/review/valid-approvals.ts';

/** The person must have seen the plan as it is now; `planHash` is null if there was none to see. */
export function sawPlan(
  experiment: Experiment,
  { planHash }: { readonly planHash: string | null },
): Refusal | null {
  return unless(
    (experiment.design?.planHash ?? null) === planHash,
    'stale',
    'The plan has changed since this message was posted. Look at the newest plan in the thread and decide there.',
  );
}

/** An agent's work has failed, so there is something to try again. */
export function agentFailed({ failure }: Experiment): Refusal | null {
  return unless(
    failure !== null,
    'already-done',
    'The agents are working on this already. There is nothing to try again.',
  );
}

/** How many approvals a plan needs, by its risk. */
export function approvalsNeeded({ design }: Experiment): 1 | 2 {
  return PERMISSIONS.approve.votes[design?.plan.request.risk ?? 'low'];
}

/** True when enough people approved exactly this plan. */
export function isApproved(experiment: Experiment): boolean {
  return validApprovals(experiment).length >= approvalsNeeded(experiment);
}
