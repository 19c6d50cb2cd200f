import { BOT } from '#domain/actor.ts';
import type { Experiment } from '#domain/experiment.ts';
import { shutOut, unwatchedUntil } from '#domain/healing/closed-channel.ts';
import { lostToTell, lostToTryAgain } from '#domain/healing/lost-posts.ts';
import { walkUnfinished } from '#features/walk-unfinished.ts';
import { type HealNeeds, healThread } from './heal-thread.ts';
import { responsibleFor, tellClosed } from './tell-closed.ts';

/**
 * Looks after experiments whose thread lacks what the bot said. If the channel takes no message of the bot, those who are
 * responsible are told, the thread goes on when it is open again, and what no person can follow for too long goes back to the
 * control. A single post that was given up is tried again once; if that does not help either, people are told directly.
 */
export async function watchChannels(needs: HealNeeds): Promise<void> {
  await walkUnfinished(needs, {
    job: 'watch-channels',
    isDue: ({ channelClosed, postsLost }) => channelClosed === true || postsLost === true,
    work: ({ key }) => look(needs, key),
  });
}

async function look(needs: HealNeeds, key: string): Promise<void> {
  const before = await needs.load(key);
  if (before === null) return;
  const [failed] = shutOut(before);
  if (before.healing?.channel === undefined && failed !== undefined) return tellClosed(needs, before, failed);
  // Throws while the chat service does not answer: until then nothing is tried again.
  const ailment = await healThread(needs, key);
  const experiment = await needs.load(key);
  if (experiment === null || ailment === 'open') return;
  const by = { actor: BOT, at: needs.clock.now() } as const;
  const until = unwatchedUntil(experiment);
  if (until !== null && by.at >= until) {
    const tell = await responsibleFor(needs, experiment);
    await needs.execute(key, { name: 'pauseUnwatched', tell, ...by });
  }
  if (ailment !== 'closed') await bringLost(needs, experiment);
}

/** Tries posts again that were given up, and tells people of those that fail for good. */
async function bringLost(needs: HealNeeds, experiment: Experiment): Promise<void> {
  const by = { actor: BOT, at: needs.clock.now() } as const;
  const again = lostToTryAgain(experiment).map(({ effect }) => effect);
  if (again.length > 0) await needs.execute(experiment.key, { name: 'tryLostAgain', effects: again, ...by });
  const effects = lostToTell(experiment).map(({ effect }) => effect);
  if (effects.length === 0) return;
  const tell = await responsibleFor(needs, experiment);
  await needs.execute(experiment.key, { name: 'tellLost', effects, tell, ...by });
}
