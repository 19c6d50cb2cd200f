import type { Actor, Experiment } from '#domain/experiment.ts';
import type { Refusal } from '#domain/refusal.ts';

type Guard = Refusal | null;

/** Approvals count from people who hold the role and did not ask for the experiment themselves. */
export function mayApprove(experiment: Experiment, actor: Actor): Guard {
  if (actor.person === experiment.requester) {
    return {
      code: 'requester',
      message:
        'You asked for this experiment, so somebody else has to decide on it. An approver can press the button.',
    };
  }
  return holdsApproverRole(actor);
}

/** The role alone, for acts that the requester may do too where they hold it. */
export function holdsApproverRole(actor: Actor): Guard {
  if (actor.roles.includes('approver')) return null;
  return {
    code: 'not-allowed',
    message:
      'Only approvers may do this. Ask one of them, or ask an admin to make you one (setting APPROVERS).',
  };
}

/** The person must have seen the plan as it is now. */
export function sawPlan(experiment: Experiment, planHash: string | null): Guard {
  if (experiment.planHash === planHash) return null;
  return {
    code: 'stale',
    message:
      'The plan has changed since this message was posted. Look at the newest plan in the thread and decide there.',
  };
}

/** How many approvals a plan needs: two where the risk is high. */
export function approvalsNeeded(experiment: Experiment): number {
  return experiment.plan?.request.risk === 'high' ? 2 : 1;
}

/** True when enough people approved exactly this plan. */
export function isApproved(experiment: Experiment): boolean {
  const valid = experiment.approvals.filter((approval) => approval.planHash === experiment.planHash);
  return experiment.plan !== null && valid.length >= approvalsNeeded(experiment);
}

/** The first refusal among several guards, or null where all let pass. */
export function firstRefusal(...guards: readonly Guard[]): Guard {
  return guards.find((guard) => guard !== null) ?? null;
}
