import type { Feature, Subcommand, SubcommandCall } from '#features/feature.ts';
import { healInWords } from '#features/heal-threads/heal-in-words.ts';
import { renderCard } from '#features/thread/card.ts';
import { unknownKey } from '#features/unknown-key.ts';
import { renderHelp, renderList } from './blocks.ts';

const LIST_LIMIT = 30;

const list: Subcommand = {
  word: 'list',
  usage: '',
  help: 'all experiments, newest first',
  run: async ({ coPilot, respond }) => {
    const found = await coPilot.store.summaries({ limit: LIST_LIMIT + 1 });
    const shown = renderList(found.slice(0, LIST_LIMIT), found.length > LIST_LIMIT);
    await respond({ ...(await coPilot.chat.named(shown)), response_type: 'ephemeral' });
  },
};

const status: Subcommand = {
  word: 'status',
  usage: '<key>',
  help: 'show the state of one experiment',
  run: async ({ coPilot, rest, respond }) => {
    const experiment = await coPilot.load(rest);
    if (experiment === null) {
      await respond({ text: unknownKey(rest, 'status <key>'), response_type: 'ephemeral' });
      return;
    }
    const healed = await healInWords(coPilot, rest);
    const card = await coPilot.chat.named(renderCard(experiment, coPilot.clock.now()));
    await respond({ ...card, response_type: 'ephemeral' });
    if (healed !== null) await respond({ text: healed, response_type: 'ephemeral' });
  },
};

/** Help needs to know every word, so it is made from the list of the others. */
export function helpAbout(others: readonly Subcommand[]): Subcommand {
  const help: Subcommand = {
    word: 'help',
    usage: '',
    help: 'this list',
    run: async ({ respond }: SubcommandCall) => {
      await respond({ ...renderHelp([...others, help]), response_type: 'ephemeral' });
    },
  };
  return help;
}

/** Reading without changing anything: list and status. */
export const showExperiments = { name: 'show-experiments', subcommands: [list, status] } satisfies Feature;
