import type { Subcommand } from '#features/feature.ts';
import { refusesPlace } from '#features/propose-experiment/refuse-place.ts';
import { importView } from './import-form.ts';

/** `/experiment import`: opens the form that takes a list of ideas. Their threads will begin in this channel. */
export const importCommand: Subcommand = {
  word: 'import',
  usage: '',
  help: 'put a list of ideas into the backlog, as CSV or JSON',
  changesNothing: true,
  run: async (call) => {
    const { coPilot, command, client } = call;
    if (await refusesPlace(coPilot, call)) return;
    const view = importView({ channel: command.channel_id });
    await client.views.open({ trigger_id: command.trigger_id, view });
  },
};
