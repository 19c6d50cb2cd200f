import type { Subcommand } from '#features/feature.ts';
import { backlogLines } from './backlog-lines.ts';
import { renderBacklog } from './blocks.ts';

const PAGE_SIZE = 8;
const PAGE = /^[1-9]\d{0,3}$/;

/** `/experiment backlog [page]`: the ideas that are kept for later, by priority. */
export const backlogCommand: Subcommand = {
  word: 'backlog',
  usage: '[page]',
  help: 'the ideas that are kept for later, the highest priority first',
  changesNothing: true,
  // A longer text is an idea: "backlog of orders shows the oldest first".
  reads: (words) => words.length === 0 || (words.length === 1 && PAGE.test(words[0] ?? '')),
  run: async ({ coPilot, rest, respond }) => {
    const { lines, isPartial } = await backlogLines(coPilot);
    const pages = Math.max(1, Math.ceil(lines.length / PAGE_SIZE));
    const page = Math.min(PAGE.test(rest) ? Number(rest) : 1, pages);
    const shown = lines.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
    const list = renderBacklog(shown, { page, pages, count: lines.length, isPartial });
    await respond({ ...(await coPilot.chat.named(list)), response_type: 'ephemeral' });
  },
};
