import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { z } from 'zod';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Feature, Subcommand } from '#features/feature.ts';
import { onceOnly } from '#features/press.ts';
import { reportFault } from '#features/report-fault.ts';
import { refreshCard } from '#features/thread/refresh-card.ts';
import { DAY } from '#shared/clock.ts';
import { toAppError } from '#shared/errors.ts';
import { renderForget } from './blocks.ts';
import { forgetPerson, knownOf } from './forget-person.ts';
import { sweepPeople } from './sweep-people.ts';

/** A person as Slack writes them into a command whose text it escapes. */
const PERSON = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/;
const NOT_ADMIN = 'Only admins may do this.';
const NOT_ERASED =
  'The key is deleted, but a copy still lies in the database file, because somebody reads that just now (a backup, an open shell). Have that ended, then press *Forget* again.';
const NOBODY = 'Nothing is held about this person.';

const ForgetValue = z.object({ user: z.string() });

const forget: Subcommand = {
  word: 'forget',
  usage: '<person>',
  help: 'erase whom a pseudonym stands for (admins)',
  run: async ({ coPilot, command, rest, respond }) => {
    const tell = async (text: string) => {
      await respond({ text, response_type: 'ephemeral' });
    };
    if (!(await isAdmin(coPilot, command.user_id))) return tell(NOT_ADMIN);
    const user = PERSON.exec(rest)?.[1];
    if (user === undefined) return tell('Whom? Write `/experiment forget @person`.');
    const known = await knownOf(coPilot, user);
    if (known === null) return tell(NOBODY);
    await respond({ ...renderForget(user, known), response_type: 'ephemeral' });
  },
};

async function isAdmin({ people }: CoPilot, user: string): Promise<boolean> {
  return (await people.actorOf(user)).roles.includes('admin');
}

function onForget(app: App, coPilot: CoPilot): void {
  app.action<BlockAction<ButtonAction>>('forget_person', async ({ ack, action, body, respond }) => {
    // The key is erased, or the admin knows that it is not, before Slack is told that the press was taken.
    const acknowledge = onceOnly(ack);
    const tell = async (text: string, replace = false) => {
      await respond({ text, response_type: 'ephemeral', replace_original: replace });
    };
    await reportFault(coPilot.log, 'forget_person', tell, async () => {
      if (!(await isAdmin(coPilot, body.user.id))) return tell(NOT_ADMIN);
      const user = userIn(action.value);
      const known = user === null ? null : await forgetPerson(coPilot, user).catch(notErased);
      if (known === 'not-erased') return tell(NOT_ERASED);
      if (known === null) return tell(NOBODY, true);
      await acknowledge();
      const { person: by } = await coPilot.people.actorOf(body.user.id);
      coPilot.log.info('a person was forgotten', { by, experiments: known.parts.length });
      for (const { experiment } of known.parts) await refreshCard(coPilot, experiment);
      await tell('Forgotten. The cards of live experiments show "a former member" now.', true);
    });
    await acknowledge();
  });
}

function notErased(thrown: unknown): 'not-erased' {
  if (toAppError(thrown).code === 'store.not-erased') return 'not-erased';
  throw thrown;
}

function userIn(value: string | undefined): string | null {
  try {
    const parsed = ForgetValue.safeParse(JSON.parse(value ?? ''));
    return parsed.success ? parsed.data.user : null;
  } catch {
    return null;
  }
}

/** Forgetting people: at an admin's word, and by the calendar. What is held about one is shown by `npm run export`. */
export const privacy = {
  name: 'privacy',
  subcommands: [forget],
  register: onForget,
  jobs: [
    {
      name: 'sweep-people',
      everyMs: DAY,
      run: async (coPilot) => {
        await sweepPeople(coPilot);
      },
    },
  ],
} satisfies Feature;
