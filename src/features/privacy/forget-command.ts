import type { Subcommand } from '#features/feature.ts';
import { renderForget } from './blocks.ts';
import { renderBound } from './bound-blocks.ts';
import { knownOf, partsThatBind } from './forget-person.ts';
import { NOT_ADMIN, NOTHING_HELD } from './texts.ts';

/** A person as Slack writes them into a command whose text it escapes. */
const PERSON = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/;

/** `/experiment forget <person>`: shows what forgetting would do, with the button that does it. */
export const forgetCommand: Subcommand = {
  word: 'forget',
  usage: '<person>',
  help: 'erase the key that links a person to a pseudonym (admins)',
  run: async ({ coPilot, command, rest, respond }) => {
    const tell = async (text: string) => {
      await respond({ text, response_type: 'ephemeral' });
    };
    const { roles } = await coPilot.people.actorOf(command.user_id);
    if (!roles.includes('admin')) return tell(NOT_ADMIN);
    const user = PERSON.exec(rest)?.[1];
    if (user === undefined) return tell('Name the person: `/experiment forget @person`.');
    const known = await knownOf(coPilot, user);
    if (known === null) return tell(NOTHING_HELD);
    if (partsThatBind(known).length > 0) {
      await respond({ ...renderBound(user, known), response_type: 'ephemeral' });
      return;
    }
    const { roles: held } = await coPilot.people.actorOf(user);
    await respond({ ...renderForget(user, known, held.length > 0), response_type: 'ephemeral' });
  },
};
