import type { Feature, Subcommand, SubcommandCall } from '#features/feature.ts';
import { renderHelp } from './blocks.ts';
import { listCommand } from './list-command.ts';
import { searchCommand } from './search-command.ts';
import { statusCommand } from './status-command.ts';

/** Help needs to know every word, so it is made from the list of the others. */
export function helpAbout(others: readonly Subcommand[]): Subcommand {
  const help: Subcommand = {
    word: 'help',
    usage: '',
    help: 'this list',
    changesNothing: true,
    run: async ({ respond }: SubcommandCall) => {
      await respond({ ...renderHelp([...others, help]), response_type: 'ephemeral' });
    },
  };
  return help;
}

/** Reading without changing anything: list, search and status. */
export const showExperiments = {
  name: 'show-experiments',
  subcommands: [listCommand, searchCommand, statusCommand],
} satisfies Feature;
