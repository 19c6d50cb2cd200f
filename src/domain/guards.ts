import type { Actor, Experiment } from '#domain/experiment.ts';
import type { Refusal } from '#domain/refusal.ts';

type Guard = Refusal | null;

/** Approvals count from people who hold the role and wrote no part of the request: neither asked for it nor edited it. */
export function mayApprove(experiment: Experiment, actor: Actor): Guard {
  return notAuthor(experiment, actor) ?? holdsApproverRole(actor);
}

/** As `mayApprove`; who wrote the request has a way of their own to end it. */
export function mayReject(experiment: Experiment, actor: Actor): Guard {
  const author = notAuthor(experiment, actor);
  if (author === null) return holdsApproverRole(actor);
  if (mayCancel(experiment, actor) !== null) return author;
  return {
    ...author,
    message: `${author.message} To end it yourself, type \`/experiment cancel ${experiment.key}\`.`,
  };
}

function notAuthor({ requester, authors }: Experiment, { person }: Actor): Guard {
  if (person === null || !authors.includes(person)) return null;
  if (person === requester) {
    return {
      code: 'requester',
      message:
        'You asked for this experiment, so somebody else has to decide on it. An approver can press the button.',
    };
  }
  return {
    code: 'editor',
    message:
      'You edited what this experiment asks for, so it is yours too, and somebody else has to decide on it. An approver who did not write it can press the button.',
  };
}

/** Who asked for it and who answers for it may end it before it runs, and so may any approver. */
export function mayCancel({ requester, request }: Experiment, { person, roles }: Actor): Guard {
  if (person === requester || person === request.owner || roles.includes('approver')) return null;
  return {
    code: 'not-allowed',
    message: 'Only the requester, the owner or an approver may cancel this experiment.',
  };
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
