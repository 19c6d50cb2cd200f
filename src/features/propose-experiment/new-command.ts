import type { Subcommand } from '#features/feature.ts';
import { openWholeForm } from './open-form.ts';
import { refusesPlace } from './refuse-place.ts';

/** `/experiment new [idea]`: opens the whole form, for a person who knows every part of the request. */
export const newCommand: Subcommand = {
  word: 'new',
  usage: '[idea]',
  help: 'open the whole form, in which you choose everything yourself',
  takesSentence: true,
  run: async (call) => {
    const { coPilot, command, rest, client } = call;
    if (await refusesPlace(coPilot, call)) return;
    await openWholeForm(coPilot, { client, command }, rest);
  },
};
