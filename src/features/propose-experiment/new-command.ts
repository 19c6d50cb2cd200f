import type { Subcommand } from '#features/feature.ts';
import { openWholeForm } from './open-form.ts';

/** `/experiment new [idea]`: opens the whole form, for a person who knows every part of the request. */
export const newCommand: Subcommand = {
  word: 'new',
  usage: '[idea]',
  help: 'open the whole form, in which you choose everything yourself',
  takesSentence: true,
  run: ({ coPilot, command, rest, client }) => openWholeForm(coPilot, { client, command }, rest),
};
