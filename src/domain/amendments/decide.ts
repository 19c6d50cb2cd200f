import { amendedPlan } from '#domain/amendments/amended-plan.ts';
import type { AmendmentPersonBody } from '#domain/amendments/commands.ts';
import { extendedPlan, extensionRecord } from '#domain/amendments/extension.ts';
import { asVote } from '#domain/amendments/guards.ts';
import { assured } from '#domain/assured.ts';
import { countsStill } from '#domain/authority/counts-still.ts';
import { votesOf } from '#domain/authority/votes-of.ts';
import { type Deciders, outcome, post, stamp } from '#domain/decider.ts';
import { firstVote, lapsedVoter } from '#domain/decision/override.ts';
import { votesNeeded } from '#domain/decision/quorum.ts';
import { designOf } from '#domain/experiment.ts';
import { planHash } from '#domain/plan.ts';

/** Changes of the registered plan while the experiment runs. */
export const amendmentDeciders: Deciders<AmendmentPersonBody['name']> = {
  extend: (experiment, command) => {
    const { actor, days, reason, snapshotHash, message, at } = command;
    const vote = asVote(command);
    const takesTwo = votesNeeded(experiment, vote) > 1;
    const first = takesTwo ? firstVote(experiment, vote) : null;
    if (takesTwo && first === null) {
      const given = { decision: 'extend', days, by: actor.person, reason, snapshotHash } as const;
      const lapsed = lapsedVoter(experiment, vote);
      const override = lapsed === null ? given : { ...given, lapsed };
      return outcome([{ type: 'overrideProposed', override }], [post('override-proposed')]);
    }
    const { plan, planHash: previousHash } = designOf(experiment);
    const next = extendedPlan(experiment, days);
    const amendment = {
      change: { kind: 'days', from: plan.sizing.days, to: days },
      reason: first?.reason ?? reason,
      by: first?.by ?? actor.person,
      approvedBy: first === null ? [actor.person] : [first.by, actor.person],
      at,
      looks: experiment.looks.snapshots.length,
      previousHash,
      planHash: planHash(next),
    } as const;
    return outcome(
      [{ type: 'planAmended', amendment, plan: next, extension: extensionRecord(experiment) }],
      [...stamp(message, `Extended by <@${actor.person}>`), post('extended')],
    );
  },

  proposeAmendment: (_experiment, { change, reason, actor }) =>
    outcome([{ type: 'amendmentProposed', change, reason, by: actor.person }], [post('amendment-proposed')]),

  approveAmendment: (experiment, { actor, message, at }) => {
    const { person } = actor;
    const { plan, planHash: previousHash, pendingAmendment } = designOf(experiment);
    const pending = assured(pendingAmendment, 'a change of the plan');
    const counted = pending.approvedBy.filter((one) => countsStill(experiment, one, actor));
    const approvedBy = [...counted, person];
    if (approvedBy.length < votesOf(experiment, 'approveAmendment', actor)) {
      const lapsed = pending.approvedBy.filter((one) => !counted.includes(one));
      const event = { type: 'amendmentSeconded', person } as const;
      return outcome([lapsed.length === 0 ? event : { ...event, lapsed }], [post('amendment-proposed')]);
    }
    const next = amendedPlan(plan, pending.change);
    const { change, reason, by } = pending;
    const looks = experiment.looks.snapshots.length;
    const amendment = { change, reason, by, approvedBy, at, looks, previousHash, planHash: planHash(next) };
    return outcome(
      [{ type: 'planAmended', amendment, plan: next }],
      [...stamp(message, `Approved by <@${person}>`), post('amended')],
    );
  },

  declineAmendment: (_experiment, { actor: { person }, message }) =>
    outcome([{ type: 'amendmentDeclined', person }], stamp(message, `Declined by <@${person}>`)),
};
