import type { PersonActor } from '#domain/actor.ts';
import type { PersonBody } from '#domain/command.ts';
import { firstVote } from '#domain/decision/override.ts';
import { votesNeeded } from '#domain/decision/quorum.ts';
import type { Experiment } from '#domain/experiment.ts';

/** Whether a decision that takes two may be refused before it is asked of the rules: no other approver there may give the second vote. */
export function lacksSecond(state: Experiment | null, body: PersonBody, actor: PersonActor): boolean {
  if (state === null || (body.name !== 'decide' && body.name !== 'extend')) return false;
  const vote =
    body.name === 'decide'
      ? { decision: body.decision, actor }
      : ({ decision: 'extend', days: body.days, actor } as const);
  if (votesNeeded(state, vote) === 1 || firstVote(state, vote) !== null) return false;
  const barred = [...state.proposal.authors, state.request.owner];
  const able = (actor.approvers ?? []).filter((person) => !barred.includes(person));
  return able.includes(actor.person) && able.length === 1;
}
