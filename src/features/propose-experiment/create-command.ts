import type { Subcommand } from '#features/feature.ts';
import { openRequestForm } from './open-form.ts';
import { refusesPlace } from './refuse-place.ts';

/** Words before a noun: what follows "create" is then its object, so "create" itself belongs to the idea. */
const OBJECT = /^(?:an?|the|one|two|three|some|more|new|another|our|your|this|these|separate)\s/i;

/** `/experiment create <idea>`: opens the form with the idea in it, as the idea alone does. */
export const createCommand: Subcommand = {
  word: 'create',
  usage: '<idea>',
  help: 'opens the same form',
  takesSentence: true,
  run: async ({ coPilot, command, rest, respond, client }) => {
    if (rest === '') {
      const text = 'Describe the change in a sentence: `/experiment create <idea>`.';
      await respond({ text, response_type: 'ephemeral' });
      return;
    }
    if (await refusesPlace(coPilot, { command, respond })) return;
    await openRequestForm(coPilot, { client, command }, OBJECT.test(rest) ? command.text.trim() : rest);
  },
};
