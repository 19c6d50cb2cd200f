import { type Actor, isUnderSecondMatrix, type PersonActor } from '#domain/actor.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';

/** A command of a person, as far as these guards read it. */
interface ByPerson {
  readonly actor: PersonActor;
}

/** Approvals count from people who hold the role and are no author: neither asked for it, nor edited it, nor own it. */
export function mayApprove(experiment: Experiment, { actor }: ByPerson): Refusal | null {
  return notAuthor(experiment, actor) ?? holdsApproverRole(experiment, { actor });
}

/** As `mayApprove`; an author is told of their own way to end the experiment. */
export function mayReject(experiment: Experiment, { actor }: ByPerson): Refusal | null {
  const author = notAuthor(experiment, actor);
  if (author === null) return holdsApproverRole(experiment, { actor });
  if (mayCancel(experiment, { actor }) !== null) return author;
  return {
    ...author,
    message: `${author.message} To end it yourself, choose *End* in the menu of the card.`,
  };
}

function notAuthor({ proposal, request }: Experiment, actor: PersonActor): Refusal | null {
  const { person } = actor;
  const isAuthor = proposal.authors.includes(person);
  if (!isAuthor && person === request.owner && isUnderSecondMatrix(actor)) {
    return {
      code: 'owner',
      message:
        'You own this experiment, so another person has to decide on it: an approver who is not the owner.',
    };
  }
  if (!isAuthor) return null;
  if (person === proposal.requester) {
    return {
      code: 'requester',
      message: 'You asked for this experiment, so another person has to decide on it: an approver.',
    };
  }
  return {
    code: 'editor',
    message:
      'You edited what this experiment asks for, so another person has to decide on it: an approver who did not write it.',
  };
}

/** The requester, the owner and every approver may end an experiment before it runs. */
export function mayCancel({ proposal, request }: Experiment, { actor }: ByPerson): Refusal | null {
  const { person, roles } = actor;
  return unless(
    person === proposal.requester || person === request.owner || roles.includes('approver'),
    'not-allowed',
    'Only the requester, the owner or an approver may cancel this experiment.',
  );
}

/** The requester, the owner and every approver may change what is asked for; all others ask for changes. */
export function mayEdit(experiment: Experiment, { actor }: ByPerson): Refusal | null {
  return unless(
    !isUnderSecondMatrix(actor) || mayCancel(experiment, { actor }) === null,
    'not-allowed',
    'Only the requester, the owner or an approver may edit this request. Press Ask for changes and say what should be different.',
  );
}

/** The requester, the owner, every approver and the bot may have a failed step tried again. */
export function mayRetry(experiment: Experiment, { actor }: { readonly actor: Actor }): Refusal | null {
  return unless(
    actor.person === null || !isUnderSecondMatrix(actor) || mayCancel(experiment, { actor }) === null,
    'not-allowed',
    'Only the requester, the owner or an approver may have this step tried again. Ask one of them.',
  );
}

/** The role alone, for acts that a requester who holds it may do too. */
export function holdsApproverRole(_experiment: Experiment, { actor }: ByPerson): Refusal | null {
  return unless(
    actor.roles.includes('approver'),
    'not-allowed',
    'Only approvers may do this. Ask one of them, or ask an admin to make you one (roles.approvers in the settings).',
  );
}

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

/** How many approvals a plan needs: two if the risk is high. */
export function approvalsNeeded({ design }: Experiment): 1 | 2 {
  return design?.plan.request.risk === 'high' ? 2 : 1;
}

/** True when enough people approved exactly this plan. */
export function isApproved(experiment: Experiment): boolean {
  const { design } = experiment;
  if (design === null) return false;
  const valid = design.approvals.filter((approval) => approval.planHash === design.planHash);
  return valid.length >= approvalsNeeded(experiment);
}
