import { context } from '#block-kit/layout.ts';
import { type ChatMessage, message } from '#block-kit/message.ts';
import { link } from '#block-kit/mrkdwn.ts';
import type { Subcommand } from '#features/feature.ts';
import { healInWords } from '#features/heal-threads/heal-in-words.ts';
import { renderCard } from '#features/thread/card.ts';
import { threadLink } from '#features/thread/thread-link.ts';
import { unknownKey } from '#features/unknown-key.ts';

/** `/experiment status <key>`: the card, with a link to the thread. Words of the title do, too, if they fit one alone. */
export const statusCommand: Subcommand = {
  word: 'status',
  usage: '<key>',
  help: 'show one experiment, by its key or words of its title',
  changesNothing: true,
  run: async ({ coPilot, rest, respond }) => {
    const healed = await healInWords(coPilot, rest);
    const experiment = await coPilot.load(rest);
    if (experiment === null) {
      await respond({ text: unknownKey(rest, 'status <key>'), response_type: 'ephemeral' });
      return;
    }
    const card = renderCard(experiment, coPilot.clock.now());
    const address = await threadLink(coPilot, experiment);
    const shown = await coPilot.chat.named(address === null ? card : withLink(card, address));
    await respond({ ...shown, response_type: 'ephemeral' });
    if (healed !== null) await respond({ text: healed, response_type: 'ephemeral' });
  },
};

function withLink(card: ChatMessage, address: string): ChatMessage {
  return message({ ...card, blocks: [...card.blocks, context([link(address, 'Open the thread')])] });
}
