import { allow, type Deciders, post, stamp } from '#domain/decider.ts';
import { approvalsNeeded, firstRefusal, mayApprove, mayCancel, mayReject, sawPlan } from '#domain/guards.ts';
import { refuse } from '#domain/refusal.ts';
import { refused } from '#shared/result.ts';

type Names = 'approve' | 'reject' | 'cancel';

/** The review: somebody other than those who wrote the request approves exactly the plan they saw, or rejects it. */
export const reviewDeciders: Deciders<Names> = {
  approve: (experiment, command) => {
    const refusal = firstRefusal(
      sawPlan(experiment, command.planHash),
      mayApprove(experiment, command.actor),
    );
    if (refusal !== null) return refused(refusal);
    const person = command.actor.person ?? '';
    const valid = experiment.approvals.filter((approval) => approval.planHash === command.planHash);
    if (valid.some((approval) => approval.person === person)) {
      return refuse('already-done', 'You have approved this plan already; a second approver is needed.');
    }
    const complete = valid.length + 1 >= approvalsNeeded(experiment);
    const event = { type: 'approved', person, planHash: command.planHash, complete } as const;
    if (!complete) return allow([event], [post('first-approval')]);
    return allow([event], [...stamp(command.message, `Approved by <@${person}>`), { kind: 'implement' }]);
  },

  reject: (experiment, command) => {
    const refusal = firstRefusal(sawPlan(experiment, command.planHash), mayReject(experiment, command.actor));
    if (refusal !== null) return refused(refusal);
    const person = command.actor.person ?? '';
    return allow(
      [{ type: 'rejected', person, reason: command.reason }],
      [...stamp(command.message, `Rejected by <@${person}>: ${command.reason}`)],
    );
  },

  cancel: (experiment, command) => {
    const refusal = mayCancel(experiment, command.actor);
    if (refusal !== null) return refused(refusal);
    const person = command.actor.person ?? '';
    const off = experiment.flag === null ? [] : [{ kind: 'flag', act: { act: 'remove' } } as const];
    return allow([{ type: 'cancelled', person, reason: command.reason }], [...off, post('cancelled')]);
  },
};
