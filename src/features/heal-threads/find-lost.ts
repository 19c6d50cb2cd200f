import type { Commit } from '#domain/commit.ts';
import { effectKey } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { LostPost } from '#domain/healing/commands.ts';
import { type DueMessage, dueMessages } from '#domain/healing/due-messages.ts';
import type { CoPilot } from '#features/co-pilot.ts';

/** What is not there any more of a thread that people need now. */
export type Lost =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'card' }
  | { readonly kind: 'messages'; readonly lost: readonly LostPost[] };

/** Looks whether the card and the messages with due buttons are there. Asks the chat service once for each. */
export async function findLost(
  { chat, store, clock }: Pick<CoPilot, 'chat' | 'store' | 'clock'>,
  experiment: Experiment,
): Promise<Lost> {
  const { channel, threadTs, messages, failedEffects } = experiment.delivery;
  if (threadTs === null) return { kind: 'nothing' };
  const thread = { channel, threadTs };
  const due = dueMessages(experiment, clock.now());
  const asked = due.length === 0 ? [] : newestPosts(await store.commits(experiment.key), due);
  const lost: LostPost[] = [];
  for (const post of asked) {
    const posted = messages[post.effect];
    if (failedEffects.some(({ effect }) => effect === post.effect)) lost.push(post);
    // A message that is neither posted nor failed is on its way.
    if (posted === undefined) continue;
    const found = await chat.find(thread, posted.ts);
    if (found === 'thread-gone') return { kind: 'card' };
    if (found === 'message-gone') lost.push(post);
  }
  if (lost.length > 0) return { kind: 'messages', lost };
  const isCardSeen = asked.some(({ effect }) => messages[effect] !== undefined);
  if (isCardSeen || (await chat.find(thread, threadTs)) !== 'thread-gone') return { kind: 'nothing' };
  return { kind: 'card' };
}

/** For each due message the newest post that was to bring it. */
function newestPosts(commits: readonly Commit[], due: readonly DueMessage[]): readonly LostPost[] {
  const posts = commits.flatMap(({ experiment, version, effects }) =>
    effects.flatMap((effect, index) =>
      effect.kind === 'post' && effect.to === undefined && effect.channel === undefined
        ? [{ effect: effectKey(experiment, version, index), topic: effect.topic }]
        : [],
    ),
  );
  return due.flatMap(({ as }) => posts.findLast(({ topic }) => as.includes(topic)) ?? []);
}
