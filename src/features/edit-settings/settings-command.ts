import type { Subcommand } from '#features/feature.ts';
import { OUTSIDE, settingsAccess } from './access.ts';
import { overviewNow } from './ground.ts';

/** `/experiment settings`: shows every part; admins change them. */
export const settingsCommand: Subcommand = {
  word: 'settings',
  usage: '',
  help: 'look at the settings; admins change them',
  changesNothing: true,
  run: async ({ coPilot, command, respond, client }) => {
    const access = await settingsAccess(coPilot, command.user_id);
    if (access === null) {
      await respond({ text: OUTSIDE, response_type: 'ephemeral' });
      return;
    }
    await client.views.open({ trigger_id: command.trigger_id, view: await overviewNow(coPilot, access) });
  },
};
