import type { ChatMessage } from '#block-kit/message.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Settings } from '#settings/settings.ts';
import { faultFields, toAppError } from '#shared/errors.ts';

/**
 * Writes to every admin directly, to every approver if there is none. `once` is the moment, in milliseconds since the Unix epoch, that
 * the message belongs to, and `subject` what it is about. A person who cannot be reached is logged and holds up no other.
 */
export function createTellAdmins(
  { chat, people, log }: Pick<CoPilot, 'chat' | 'people' | 'log'>,
  roles: () => Settings['roles'],
): (message: ChatMessage, once: number, subject?: string) => Promise<void> {
  return async (message, once, subject = 'audit') => {
    const { admins, approvers } = roles();
    for (const person of await people.holdersOf(admins.length > 0 ? admins : approvers)) {
      try {
        await chat.tell(person, message, {
          key: `${subject}:${once}:${person}`,
          mayExist: false,
          since: once,
        });
      } catch (thrown) {
        log.warn('an admin could not be told', faultFields(toAppError(thrown)));
      }
    }
  };
}
