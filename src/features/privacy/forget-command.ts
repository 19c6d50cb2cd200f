import type { CoPilot } from '#features/co-pilot.ts';
import type { Subcommand } from '#features/feature.ts';
import { masksIn } from '#shared/private-text/standing-in.ts';
import { renderForget, renderForgetContact } from './blocks.ts';
import { renderBound } from './bound-blocks.ts';
import { knownOf, partsThatBind } from './forget-person.ts';
import { NOT_ADMIN, NOTHING_HELD } from './texts.ts';

/** A person as Slack writes them into a command whose text it escapes. */
const PERSON = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/;

/** `/experiment forget <person>`: shows what forgetting would do, with the button that does it. */
export const forgetCommand: Subcommand = {
  word: 'forget',
  usage: '<person>',
  help: 'erase the key that links a person to a pseudonym, or an address or number that was masked (admins)',
  run: async ({ coPilot, command, rest, respond }) => {
    const tell = async (text: string) => {
      await respond({ text, response_type: 'ephemeral' });
    };
    const { roles } = await coPilot.people.actorOf(command.user_id);
    if (!roles.includes('admin')) return tell(NOT_ADMIN);
    const user = PERSON.exec(rest)?.[1] ?? contactIn(coPilot, rest);
    if (user === null)
      return tell(
        'Name the person, or an address or number of theirs: `/experiment forget @person`, `/experiment forget name@company.com`.',
      );
    const known = await knownOf(coPilot, user);
    if (known === null) return tell(NOTHING_HELD);
    if (partsThatBind(known).length > 0) {
      await respond({ ...renderBound(user, known), response_type: 'ephemeral' });
      return;
    }
    if (!isChatUser(user)) {
      await respond({ ...renderForgetContact(known), response_type: 'ephemeral' });
      return;
    }
    const { roles: held } = await coPilot.people.actorOf(user);
    await respond({ ...renderForget(user, known, held.length > 0), response_type: 'ephemeral' });
  },
};

/** The key of an address or a number; null if the words are none. */
function contactIn({ people, agents }: Pick<CoPilot, 'people' | 'agents'>, words: string): string | null {
  const [kind, ...more] = masksIn(agents.redaction.redact(words));
  return kind === undefined || more.length > 0 || kind === 'slack-id' ? null : people.contactKey(words);
}

function isChatUser(key: string): boolean {
  return /^[UW][A-Z0-9]+$/.test(key);
}
