import type { ExperimentSummary } from '#domain/summary.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Subcommand } from '#features/feature.ts';
import { seenCounts } from '#features/seen-counts.ts';
import { nearestWord } from '#shared/nearest.ts';
import { renderList } from './blocks.ts';
import { askedBy, FILTER_WORDS, readList } from './list-filters.ts';

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
    const filter = askedBy(asked.filter, person);
    const { channels, count, isPartial } = await seenCounts(coPilot, filter);
    const pages = Math.max(1, Math.ceil(count / PAGE_SIZE));
    const page = Math.min(asked.page, pages);
    const part = { limit: PAGE_SIZE, skip: (page - 1) * PAGE_SIZE };
    const { lines: shown } = await coPilot.store.summaryPage({ ...filter, channels }, part);
    const lines = await withLinks(coPilot, shown);
    const list = renderList(lines, { filter: asked.filter, page, pages, count, isPartial });
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
