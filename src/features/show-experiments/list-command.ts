import type { ExperimentSummary } from '#domain/summary.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Subcommand } from '#features/feature.ts';
import { seenLines } from '#features/sight.ts';
import { nearestWord } from '#shared/nearest.ts';
import { renderList } from './blocks.ts';
import { FILTER_WORDS, kept, readList } from './list-filters.ts';

/** The newest that are looked through. */
const LOOKED_THROUGH = 1_000;
const PAGE_SIZE = 10;

/** `/experiment list [running|mine|waiting|…] [page]` */
export const listCommand: Subcommand = {
  word: 'list',
  usage: '[running|mine|waiting|planned|paused|decided|done]',
  help: 'the experiments, newest first, with a link to each thread',
  changesNothing: true,
  // A longer text is an idea if one of its words is no filter: "list all the gifts on one page".
  reads: (words) => words.length < 2 || !('unknown' in readList(words)),
  run: async ({ coPilot, command, rest, respond }) => {
    const asked = readList(rest.toLowerCase().split(/\s+/));
    if ('unknown' in asked) {
      const near = nearestWord(asked.unknown, FILTER_WORDS);
      const hint = near === null ? '' : ` Did you mean \`/experiment list ${near}\`?`;
      const text = `There is no list of that name.${hint} The lists are ${FILTER_WORDS.join(', ')}.`;
      await respond({ text, response_type: 'ephemeral' });
      return;
    }
    const { person } = await coPilot.people.actorOf(command.user_id);
    const all = await coPilot.store.summaries({ limit: LOOKED_THROUGH });
    const { seen, isPartial } = await seenLines(coPilot.sight, all);
    const found = kept(seen, asked.filter, person);
    const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
    const page = Math.min(asked.page, pages);
    const shown = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
    const lines = await withLinks(coPilot, shown);
    const list = renderList(lines, { filter: asked.filter, page, pages, count: found.length, isPartial });
    await respond({ ...(await coPilot.chat.named(list)), response_type: 'ephemeral' });
  },
};

async function withLinks({ chat }: Pick<CoPilot, 'chat'>, shown: readonly ExperimentSummary[]) {
  return Promise.all(
    shown.map(async (summary) => {
      const { channel, threadTs } = summary;
      return { summary, link: threadTs === null ? null : await chat.linkTo(channel, threadTs) };
    }),
  );
}
