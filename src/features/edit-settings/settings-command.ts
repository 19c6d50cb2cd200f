import type { ModalView } from '@slack/types';
import type { Subcommand } from '#features/feature.ts';
import { OUTSIDE, settingsAccess } from './access.ts';
import { sendSettings } from './export-settings.ts';
import { overviewNow } from './ground.ts';
import { settingsImportView } from './import-settings.ts';

/** `/experiment settings`: shows every part; admins change them. */
export const settingsCommand: Subcommand = {
  word: 'settings',
  usage: '[export|import]',
  help: 'look at the settings, or get them as a file; admins change them',
  changesNothing: true,
  reads: ([word = '', ...more]) => more.length === 0 && ['', 'export', 'import'].includes(word),
  run: async ({ coPilot, command, rest, respond, client }) => {
    const access = await settingsAccess(coPilot, command.user_id);
    if (access === null) {
      await respond({ text: OUTSIDE, response_type: 'ephemeral' });
      return;
    }
    const tell = async (text: string) => {
      await respond({ text, response_type: 'ephemeral' });
    };
    const open = async (view: ModalView) => {
      await client.views.open({ trigger_id: command.trigger_id, view });
    };
    switch (rest.toLowerCase()) {
      case '':
        return open(await overviewNow(coPilot, access));
      case 'import':
        if (access.readOnly !== null) return tell(access.readOnly);
        return open(settingsImportView(coPilot.settings.inForce().version));
      case 'export': {
        await tell('The file comes to you as a direct message.');
        const isSent = await sendSettings(coPilot, access.actor.person);
        return isSent ? undefined : tell('I cannot write to you directly, so the file was not sent.');
      }
      default:
        return tell('Say which: `/experiment settings`, `settings export` or `settings import`.');
    }
  },
};
