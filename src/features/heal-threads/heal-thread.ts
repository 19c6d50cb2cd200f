import { BOT } from '#domain/actor.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isFinished } from '#domain/status.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { renderCard } from '#features/thread/card.ts';
import { loseCard } from '#features/thread/lost-thread.ts';
import { type AppError, detailOf, toAppError } from '#shared/errors.ts';
import { findLost, type Lost } from './find-lost.ts';
import { tellClosed } from './tell-closed.ts';

export type HealNeeds = Pick<
  CoPilot,
  'chat' | 'store' | 'load' | 'execute' | 'clock' | 'choices' | 'people' | 'log'
>;

/** What was wrong with a thread: something was missing, its channel is closed to the bot, or is open again. */
export type Ailment = Lost['kind'] | 'closed' | 'open';

/**
 * Brings back what people need of a thread and cannot see: the card, and messages whose buttons are due that were deleted or
 * refused. If the channel is closed, those who are responsible are told directly, once; if it is open again, what was missed
 * follows. Answers what was wrong. Throws the other faults of the chat service.
 */
export async function healThread(needs: HealNeeds, key: string): Promise<Ailment> {
  const experiment = await needs.load(key);
  if (experiment === null || experiment.delivery.threadTs === null || isFinished(experiment.status))
    return 'nothing';
  const by = { actor: BOT, at: needs.clock.now() } as const;
  const closed = await closedBy(needs, experiment, experiment.delivery.threadTs);
  if (closed !== null) {
    await tellClosed(needs, experiment, { code: closed.code, detail: detailOf(closed) });
    return 'closed';
  }
  if (experiment.healing?.channel !== undefined) {
    await needs.execute(key, { name: 'recordChannelOpen', ...by });
    return 'open';
  }
  const lost = await findLost(needs, experiment);
  if (lost.kind === 'card') await loseCard(needs, experiment);
  if (lost.kind === 'messages') await needs.execute(key, { name: 'postAnew', lost: lost.lost, ...by });
  return lost.kind;
}

/** Brings the card up to date, which shows whether the channel takes anything of the bot: the fault if it does not, or null. */
async function closedBy(
  { chat, clock }: HealNeeds,
  experiment: Experiment,
  threadTs: string,
): Promise<AppError | null> {
  try {
    await chat.update(experiment.delivery.channel, threadTs, renderCard(experiment, clock.now()));
    return null;
  } catch (thrown) {
    const fault = toAppError(thrown);
    if (fault.kind === 'closed') return fault;
    // A card that cannot be edited may have been deleted, which is looked at next.
    if (fault.kind === 'gone') return null;
    throw fault;
  }
}
