import type { Subcommand } from '#features/feature.ts';
import { threadLink } from '#features/thread/thread-link.ts';
import { renderFound } from './found-blocks.ts';
import { searchPasts } from './search-pasts.ts';

/** How many past experiments a search shows. */
const SHOWN = 5;

const HOW =
  'Say what you look for: `/experiment search <words>`, such as `/experiment search free shipping`. I look through all experiments that have ended.';

/** `/experiment search <words>`: past experiments, as far as the person may see them. */
export const searchCommand: Subcommand = {
  word: 'search',
  usage: '<words>',
  help: 'find past experiments by their words, with how they ended',
  takesSentence: true,
  changesNothing: true,
  run: async ({ coPilot, command, rest, respond }) => {
    const words = rest.trim();
    if (words === '') {
      await respond({ text: HOW, response_type: 'ephemeral' });
      return;
    }
    const found = await searchPasts(coPilot, command.user_id, { words, limit: SHOWN });
    const lines = await Promise.all(
      found.map(async (hit) => {
        const experiment = hit.past.channel === null ? null : await coPilot.load(hit.past.key);
        return { ...hit, link: experiment === null ? null : await threadLink(coPilot, experiment) };
      }),
    );
    const asked = coPilot.agents.redaction.redact(words);
    await respond({ ...renderFound(asked, lines), response_type: 'ephemeral' });
  },
};
