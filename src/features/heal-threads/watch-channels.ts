import { BOT } from '#domain/actor.ts';
import { shutOut, unwatchedUntil } from '#domain/healing/closed-channel.ts';
import { walkUnfinished } from '#features/walk-unfinished.ts';
import { type HealNeeds, healThread } from './heal-thread.ts';
import { responsibleFor, tellClosed } from './tell-closed.ts';

/**
 * Looks after experiments whose channel takes no message of the bot: those who are responsible are told, the thread goes on when
 * the channel is open again, and what no person can follow for too long goes back to the control.
 */
export async function watchChannels(needs: HealNeeds): Promise<void> {
  await walkUnfinished(needs, {
    job: 'watch-channels',
    isDue: ({ channelClosed }) => channelClosed === true,
    work: ({ key }) => look(needs, key),
  });
}

async function look(needs: HealNeeds, key: string): Promise<void> {
  const before = await needs.load(key);
  if (before === null) return;
  const [failed] = shutOut(before);
  if (before.healing?.channel === undefined && failed !== undefined) return tellClosed(needs, before, failed);
  if ((await healThread(needs, key)) === 'open') return;
  const experiment = await needs.load(key);
  const until = experiment === null ? null : unwatchedUntil(experiment);
  const now = needs.clock.now();
  if (experiment === null || until === null || now < until) return;
  const tell = await responsibleFor(needs, experiment);
  await needs.execute(key, { name: 'pauseUnwatched', tell, actor: BOT, at: now });
}
