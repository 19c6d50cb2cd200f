import type { Webhook } from '#domain/webhooks/webhook.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { isMember } from '#features/is-member.ts';
import { createSights } from '#features/sight.ts';
import { toAppError } from '#shared/errors.ts';

/**
 * Whether a webhook tells of experiments of a channel: what the person who made it may see at this moment. Null if they are not in the
 * workspace any more. Throws the chat service's fault.
 */
export async function sightOfWebhook(
  coPilot: CoPilot,
  { person }: Pick<Webhook, 'person'>,
): Promise<((channel: string) => Promise<boolean>) | null> {
  const user = await coPilot.people.userOf(person);
  if (user === null || !(await isMember(coPilot, user))) return null;
  const viewer = { user, channel: null, isExternal: false, shown: [] };
  const { sight } = createSights(coPilot.clock)(coPilot, viewer);
  return async (channel) => {
    try {
      return await sight.sees(channel);
    } catch (thrown) {
      // A channel that the chat service does not know is seen by no person.
      if (toAppError(thrown).code !== 'slack.channel_not_found') throw thrown;
      return false;
    }
  };
}
