import type { Subcommand } from '#features/feature.ts';
import { executePress } from '#features/press.ts';

/** `/experiment cancel <key> [reason]` */
export const cancel: Subcommand = {
  word: 'cancel',
  usage: '<key> [reason]',
  help: 'end an experiment that is not running yet',
  run: async ({ coPilot, command, rest, respond }) => {
    const [key = '', ...words] = rest.split(/\s+/);
    const actor = await coPilot.people.actorOf(command.user_id);
    const tell = async (text: string) => {
      await respond({ text, response_type: 'ephemeral' });
    };
    const reason = await coPilot.people.pseudonymise(words.join(' '));
    const done = await executePress(coPilot, { actor, tell }, key, { name: 'cancel', reason });
    if (done) await tell(`Cancelled \`${key}\`.`);
  },
};
