import { BOT } from '#domain/actor.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { loseCard } from '#features/thread/lost-thread.ts';
import { findLost, type Lost } from './find-lost.ts';

type Needs = Pick<CoPilot, 'chat' | 'store' | 'load' | 'execute' | 'clock'>;

/**
 * Brings back what people need of a thread and cannot see: the card, and messages whose buttons are due that were deleted or
 * refused. Answers what was missing. Throws the faults of the chat service.
 */
export async function healThread(needs: Needs, key: string): Promise<Lost['kind']> {
  const experiment = await needs.load(key);
  if (experiment === null) return 'nothing';
  const lost = await findLost(needs, experiment);
  if (lost.kind === 'card') await loseCard(needs, experiment);
  if (lost.kind === 'messages') {
    await needs.execute(key, { name: 'postAnew', lost: lost.lost, actor: BOT, at: needs.clock.now() });
  }
  return lost.kind;
}
