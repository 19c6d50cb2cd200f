import type { Subcommand } from '#features/feature.ts';
import { renderDeliveries } from './deliveries-blocks.ts';
import { failedDeliveries, retryDeliveries } from './failed-deliveries.ts';

/** `/experiment deliveries [retry]`: what the bot could not say or do, and another try. For admins, who see experiments of all channels. */
export const deliveriesCommand: Subcommand = {
  word: 'deliveries',
  usage: '[retry]',
  help: 'what the bot could not deliver; `retry` tries it again (admins)',
  reads: (words) => words.length === 0 || (words.length === 1 && words[0] === 'retry'),
  run: async ({ coPilot, command, rest, respond }) => {
    const tell = async (text: string) => {
      await respond({ text, response_type: 'ephemeral' });
    };
    const actor = await coPilot.people.actorOf(command.user_id);
    if (!actor.roles.includes('admin'))
      return tell('Only admins may see and repeat deliveries (roles.admins in the settings).');
    if (rest !== '' && rest !== 'retry')
      return tell('Type `/experiment deliveries` or `/experiment deliveries retry`.');
    const failed = await failedDeliveries(coPilot);
    if (rest === '') {
      await respond({ ...(await coPilot.chat.named(renderDeliveries(failed))), response_type: 'ephemeral' });
      return;
    }
    const tried = await retryDeliveries(coPilot, failed, actor);
    await tell(
      tried === 0
        ? 'Nothing waits for another try.'
        : `Trying again: ${tried === 1 ? 'one delivery' : `${tried} deliveries`}. \`/experiment deliveries\` shows what is left.`,
    );
  },
};
