import type { KnownBlock } from '@slack/types';
import { section } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import type { ConnectionState, CoPilot } from '#features/co-pilot.ts';
import { missingIn } from '#settings/file/edit-settings.ts';
import { faultFields, toAppError } from '#shared/errors.ts';
import { connectionBlocks } from './overview.ts';

/** Tells the person who filled in the last part that was missing, directly, and how every connection stands. Never throws. */
export async function tellReady(coPilot: CoPilot, person: string): Promise<void> {
  const { settings, version } = coPilot.settings.inForce();
  if (missingIn(settings).length > 0) return;
  try {
    const once = { key: `setup:ready:${version}`, mayExist: false, since: coPilot.clock.now() };
    await coPilot.chat.tell(person, readyMessage(await coPilot.connections()), once);
  } catch (thrown) {
    coPilot.log.warn('an admin was not told that the bot is set up', faultFields(toAppError(thrown)));
  }
}

/** Whether experiments can begin, with what stands in their way. */
export function readyMessage(connections: readonly ConnectionState[]): ChatMessage {
  const stops = connections.filter(({ outcome }) => outcome === 'wrong' || outcome === 'waiting');
  const text =
    stops.length === 0
      ? 'The bot is set up, and every connection it needs works.'
      : 'The settings are complete, and a connection does not work yet.';
  const next =
    stops.length === 0
      ? 'Type `/experiment` and an idea in a channel to propose the first experiment. `/experiment settings` changes what you chose.'
      : 'Mend what is marked below, then press *Check the connections* in `/experiment settings`.';
  const blocks: KnownBlock[] = [section(`*${text}*\n${next}`), ...connectionBlocks(connections)];
  return message({ text, blocks });
}
