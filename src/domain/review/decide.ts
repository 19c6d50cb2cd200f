import { countsStill } from '#domain/authority/counts-still.ts';
import { type Deciders, outcome, post, stamp } from '#domain/decider.ts';
import { designOf } from '#domain/experiment.ts';
import { approvalsNeeded } from '#domain/guards.ts';
import type { ReviewPersonBody } from '#domain/review/commands.ts';

/** The review: approvers who did not write the request approve exactly the plan they saw, or reject it. */
export const reviewDeciders: Deciders<ReviewPersonBody['name']> = {
  approve: (experiment, { planHash, message, actor }) => {
    const valid = designOf(experiment).approvals.filter((approval) => approval.planHash === planHash);
    const lapsed = valid.map((one) => one.person).filter((one) => !countsStill(experiment, one, actor));
    const complete = valid.length - lapsed.length + 1 >= approvalsNeeded(experiment);
    const { person } = actor;
    const given = { type: 'approved', person, planHash, complete } as const;
    const event = lapsed.length === 0 ? given : { ...given, lapsed };
    if (!complete) return outcome([event], [post('first-approval')]);
    return outcome([event], [...stamp(message, `Approved by <@${person}>`), { kind: 'implement' }]);
  },

  reject: (_experiment, { reason, message, told, actor }) =>
    outcome(
      [{ type: 'rejected', person: actor.person, reason }],
      [
        ...stamp(message, `Rejected by <@${actor.person}>: ${reason}`),
        ...(told === true ? [post('rejected')] : []),
      ],
    ),

  cancel: ({ status, flag }, { reason, actor }) => {
    const off = flag === null ? [] : [{ kind: 'flag', act: { act: 'remove' } } as const];
    // An idea that is kept for later has no thread to tell.
    const told = status === 'backlog' ? [] : [post('cancelled')];
    return outcome([{ type: 'cancelled', person: actor.person, reason }], [...off, ...told]);
  },
};
