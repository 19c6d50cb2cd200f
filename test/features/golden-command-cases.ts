import { SUBCOMMANDS } from '#app/features.ts';
import type { ChatMessage } from '#block-kit/message.ts';
import { pastOf } from '#domain/memory/past-of.ts';
import { summarize } from '#domain/summary.ts';
import { renderGuess } from '#features/choose-command/guess-blocks.ts';
import { readCommand } from '#features/read-command/read-command.ts';
import { renderHelp, renderList } from '#features/show-experiments/blocks.ts';
import { renderFound } from '#features/show-experiments/found-blocks.ts';
import { designFailed, EXAMPLES } from '#test/support/example-experiments.ts';
import type { Story } from '#test/support/example-story.ts';

const REFUSED = designFailed('impossible', 'This would take 84 days; the longest allowed is 28.', 'designer');

/** An experiment as the list shows it, with the address of its thread. */
const listed = ({ experiment }: Pick<Story, 'experiment'>) => ({
  summary: summarize(experiment),
  link: 'https://acme.slack.com/archives/C123/p1767600000000100',
});

/** A past experiment as a search shows it. */
const found = ({ experiment }: Story, contradictedBy: readonly string[] = []) => {
  const past = pastOf(experiment);
  if (past === null) throw new Error(`${experiment.key} has no outcome`);
  return {
    past,
    supportedBy: [],
    contradictedBy,
    link: listed({ experiment }).link,
    goal: experiment.design?.plan.goal.name ?? '',
  };
};

const KNOWN = [
  { key: 'move-the-first-gate', title: 'First gate at level 40' },
  { key: 'skip-the-first-gate', title: 'Skip the first gate for payers' },
];

function guessed(typed: string): ChatMessage {
  const read = readCommand(typed, SUBCOMMANDS, KNOWN);
  if (read.kind !== 'guess') throw new Error(`${typed} is understood as ${read.kind}`);
  return renderGuess(read, KNOWN);
}

/** What commands are answered with, by the name of its golden file. */
export const COMMAND_CASES: Readonly<Record<string, () => ChatMessage>> = {
  help: () => renderHelp(SUBCOMMANDS),
  'list-empty': () => renderList([], { filter: 'all', page: 1, pages: 1, count: 0 }),
  'list-empty-filter': () => renderList([], { filter: 'paused', page: 1, pages: 1, count: 0 }),
  'list-one': () => renderList([listed(REFUSED)], { filter: 'waiting', page: 1, pages: 1, count: 1 }),
  list: () =>
    renderList(
      [EXAMPLES.decisionShip, EXAMPLES.running, EXAMPLES.completed, EXAMPLES.cancelled].map(listed),
      { filter: 'all', page: 2, pages: 3, count: 23 },
    ),
  'search-empty': () => renderFound('*purple* <!here> elephants', []),
  search: () =>
    renderFound('gate e-mail', [
      found(EXAMPLES.completed),
      found(EXAMPLES.killedAndClean, ['move-the-gate-again']),
      found(EXAMPLES.cancelled),
    ]),
  'guess-one': () => guessed('pasue move-the-first-gate it crashes on tablets'),
  'guess-several': () => guessed('pause the first gate'),
};
