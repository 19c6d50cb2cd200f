import { BOT } from '#domain/actor.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { PostedTopic, Topic } from '#domain/topic.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { renderCard } from '#features/thread/card.ts';
import { postQuietly } from '#features/thread/post-quietly.ts';
import type { Performance } from '#journal/perform.ts';
import { ownFault, toAppError } from '#shared/errors.ts';

type Needs = Pick<CoPilot, 'chat' | 'execute' | 'clock' | 'log'>;
/** The effect that works in the thread: the card that it may have to post is known by its key. */
type Doing = Pick<Performance, 'key' | 'commit' | 'experiment' | 'attempts' | 'confirm'>;

/** Topics of messages that are no replies in the thread. */
const ELSEWHERE: readonly PostedTopic[] = [
  'card',
  'card-failed',
  'channel-closed',
  'unwatched-paused',
  'message-lost',
];

/**
 * Does work in the thread, by its first message. If the thread is gone, a new card is posted first: the effects of one experiment
 * are done one after the other, so no other commit could post it before. Throws `thread.no-card` before the first card.
 */
export async function inThread<Value>(
  needs: Needs,
  doing: Doing,
  posting: Topic | null,
  work: (threadTs: string) => Promise<Value>,
): Promise<Value> {
  const { experiment } = doing;
  const { threadTs } = experiment.delivery;
  if (threadTs === null) {
    if (experiment.healing?.card === undefined)
      throw ownFault('thread.no-card', 'The card is not posted yet.');
    return work(await postCardAgain(needs, doing));
  }
  try {
    return await work(threadTs);
  } catch (thrown) {
    const fault = toAppError(thrown);
    if (fault.kind !== 'gone' || !(await loseCard(needs, experiment, posting))) throw fault;
    return work(await postCardAgain(needs, doing));
  }
}

/** Posts a new card for one that was lost, and records it; resolves to its id. */
export async function postCardAgain(needs: Needs, doing: Doing): Promise<string> {
  const { key, commit, experiment, attempts, confirm } = doing;
  const { clock, execute } = needs;
  const place = { channel: experiment.delivery.channel, threadTs: null };
  const effect = `${key}:card`;
  const once = { key: effect, mayExist: attempts > 1, since: commit.at, confirm };
  const card = renderCard(experiment, clock.now());
  const { ts } = await postQuietly(needs, { place, message: card, once, uncalled: 'all' });
  await execute(experiment.key, {
    name: 'recordPost',
    effect,
    topic: 'card',
    ts,
    actor: BOT,
    at: clock.now(),
  });
  return ts;
}

/**
 * Tells the journal that the card is gone, so that a new one is posted, with all that waits for people but `posting`, which
 * comes anyway. False if the card is not made anew any more.
 */
export async function loseCard(
  needs: Needs,
  { key, delivery }: Experiment,
  posting: Topic | null = null,
): Promise<boolean> {
  const { threadTs, channel } = delivery;
  if (threadTs === null) return true;
  const left = Object.values(delivery.messages).findLast(({ topic }) => !ELSEWHERE.includes(topic));
  const link = left === undefined ? null : await needs.chat.linkTo(channel, left.ts);
  const by = { actor: BOT, at: needs.clock.now() };
  const result = await needs.execute(key, { name: 'loseCard', threadTs, link, posting, ...by });
  return result.kind === 'ok' || result.problem.code === 'already-done';
}
