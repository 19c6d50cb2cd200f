import { z } from 'zod';
import { action } from '#features/action.ts';
import type { ActionValue } from '#features/action-value.ts';
import { refreshCard } from '#features/thread/refresh-card.ts';
import { toAppError } from '#shared/errors.ts';
import { renderBound } from './bound-blocks.ts';
import { forgetPerson, partsThatBind } from './forget-person.ts';
import { NOT_ADMIN, NOTHING_HELD } from './texts.ts';

const NOT_ERASED =
  'The key is deleted, but a copy still lies in the database file, because another program reads it just now (a backup, an open shell). End that program, then press *Forget* again.';

/** Binds the button to a chat user, or to the pseudonym of an address or a number. */
const boundToUser: ActionValue<string, { readonly user: string }> = {
  schema: z.object({ user: z.string() }),
  write: (user) => ({ user }),
};

/** The key is erased, or the admin knows that it is not, before Slack is told that the press was taken. */
export const forgetButton = action('forget_person', boundToUser, async (coPilot, press) => {
  const { tell, replace, ack, value, actor } = press;
  if (!actor.roles.includes('admin')) return tell(NOT_ADMIN);
  const isContact = value.user.startsWith('p_');
  const user = isContact ? await coPilot.people.userOf(value.user) : value.user;
  if (user === null) return replace(NOTHING_HELD);
  const known = await forgetPerson(coPilot, user).catch(notErased);
  if (known === 'not-erased') return tell(NOT_ERASED);
  if (known === null) return replace(NOTHING_HELD);
  if (partsThatBind(known).length > 0) return tell(renderBound(value.user, known).text);
  await ack();
  coPilot.log.info('a person was forgotten', { by: actor.person, experiments: known.parts.length });
  for (const { experiment } of known.parts) await refreshCard(coPilot, experiment);
  await replace(
    isContact
      ? 'Forgotten. No original is kept any more.'
      : 'Forgotten. The cards of unfinished experiments show "a former member" now.',
  );
});

function notErased(thrown: unknown): 'not-erased' {
  if (toAppError(thrown).code === 'store.not-erased') return 'not-erased';
  throw thrown;
}
