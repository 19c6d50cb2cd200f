import { code, link, mention } from '#block-kit/mrkdwn.ts';
import { escapeMrkdwn } from '#block-kit/text.ts';
import { firstVote, isOverride } from '#domain/decision/override.ts';
import { type Vote, votesNeeded } from '#domain/decision/quorum.ts';
import type { Experiment } from '#domain/experiment.ts';
import { approversFor } from '#domain/waits/approvers-for.ts';
import { actWords } from '#features/act-words.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { reasonOf } from '#features/said.ts';

type Needs = Pick<CoPilot, 'people' | 'chat'>;

/** Why a first vote would wait for ever: it takes a second approver, and there is none. Null if there is one, or none is needed. */
export async function noSecondApprover(
  needs: Pick<Needs, 'people'>,
  experiment: Experiment,
  vote: Vote,
): Promise<string | null> {
  if (votesNeeded(experiment, vote) === 1 || firstVote(experiment, vote) !== null) return null;
  const able = approversFor(experiment, await needs.people.approvers());
  // Who may not vote at all is told that by the rules themselves.
  if (!able.includes(vote.actor.person)) return null;
  if (able.some((person) => person !== vote.actor.person)) return null;
  return `This takes two approvers, and there is no second one who may decide on this experiment: authors and the owner may not. Nothing was changed. Ask an admin to add an approver (${code('roles.approvers')} in the settings), then press again.`;
}

/**
 * What a plain press would do while the vote of another approver waits: it would count as the second one and carry the decision out.
 * Null if no such vote waits, or if the press was on the message that asks to confirm it.
 */
export async function asksToConfirm(
  { chat }: Pick<Needs, 'chat'>,
  experiment: Experiment,
  vote: Vote,
  message: string | null,
): Promise<string | null> {
  const first = firstVote(experiment, vote);
  const { decision } = vote;
  if (first === null || decision === 'extend' || !isOverride(experiment, { decision })) return null;
  if (first.by === vote.actor.person) return null;
  const { messages, channel } = experiment.delivery;
  if (message !== null && messages[message]?.topic === 'override-proposed') return null;
  const asking = Object.values(messages).findLast(({ topic }) => topic === 'override-proposed');
  const url = asking === undefined ? null : await chat.linkTo(channel, asking.ts);
  const place = url === null ? 'its message in this thread' : link(url, 'its message');
  const act = escapeMrkdwn(actWords(experiment, decision));
  const why = first.reason === null ? '' : ` Reason${reasonOf(first.reason)}.`;
  const text = `${mention(first.by)} wants to ${act} against the recommendation.${why} Your press would be the second vote, and would ${act} at once. Nothing was changed. To confirm it, press Confirm on ${place}.`;
  return (await chat.named({ text, blocks: [] })).text;
}
