import { oneLine } from '#block-kit/text.ts';
import { dataTable } from '#desk/html/data-table.ts';
import { type Html, html } from '#desk/html/html.ts';
import type { Visit } from '#desk/page.ts';
import { dayOf, lineFrom, titleCell } from '#desk/said-here.ts';
import { UNFINISHED } from '#domain/status.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { fittingWords } from '#features/read-command/find-experiments.ts';
import { saidPlainly } from '#features/said.ts';
import { PAST_OUTCOME_WORDS } from '#features/show-experiments/found-blocks.ts';
import { type FoundPast, searchPasts } from '#features/show-experiments/search-pasts.ts';
import type { SummaryFilter, SummaryPage, SummaryPlace } from '#ports/summary-store.ts';
import { effectCell } from './experiment-tables.ts';
import { listTable } from './list-page.ts';
import type { PortfolioView } from './portfolio-view.ts';
import { filterOf, type PortfolioPage } from './read-list.ts';

/** Past experiments that a search shows. */
const PASTS = 20;
/** Open experiments that are looked through, the newest, and how many are read at once. */
const LOOKED_THROUGH = 2_000;
const PAGE = 500;

/** What words find: open experiments by their titles and keys, and those that have ended by all that is remembered of them. */
export async function foundPage(
  visit: Visit,
  view: PortfolioView & { readonly words: string },
  seen: PortfolioPage['seen'],
): Promise<Html> {
  const { coPilot, user, actor } = visit;
  const { words, surface, channel } = view;
  const [open, pasts] = await Promise.all([
    openByWords(coPilot, words, { ...filterOf(view, actor.person), channels: seen.channels }),
    searchPasts(certain(coPilot), user, { words, limit: PASTS }),
  ]);
  const kept = pasts.filter(
    ({ past }) =>
      (surface === null || past.surface === surface) && (channel === null || past.channel === channel),
  );
  const asked = html`“<bdi>${oneLine(coPilot.agents.redaction.redact(words), 120)}</bdi>”`;
  if (open.length + kept.length === 0)
    return html`<h2>Nothing found</h2><p class="empty">No experiment that you may see fits ${asked}. Try other words, or fewer filters.</p>`;
  return html`<h2>Found for ${asked}</h2>
${open.length === 0 ? html`<p class="empty">No open experiment has these words in its title.</p>` : await listTable(visit, 'all', `Open experiments: ${open.length}`, open)}
${kept.length === 0 ? html`<p class="empty">No experiment that has ended fits.</p>` : pastTable(kept)}`;
}

/** While the chat service does not tell who may read, that is left out; the page says so. */
function certain({ sight, chat, memory, choices }: CoPilot) {
  return {
    ...{ memory, choices },
    sight: { ...sight, sees: (channel: string) => sight.sees(channel).catch(() => false) },
    chat: { isGuest: (user: string) => chat.isGuest(user).catch(() => true) },
  };
}

/** The open experiments whose title or key has the beginning of every word, the newest first. */
async function openByWords(
  { store }: Pick<CoPilot, 'store'>,
  words: string,
  filter: SummaryFilter,
): Promise<readonly ExperimentSummary[]> {
  const lines: ExperimentSummary[] = [];
  let after: SummaryPlace | null = null;
  do {
    const page: SummaryPage = await store.summaryPage(
      { ...filter, statuses: UNFINISHED },
      { limit: PAGE, after },
    );
    lines.push(...page.lines);
    after = page.next;
  } while (after !== null && lines.length < LOOKED_THROUGH);
  const known = lines.map((line) => ({ key: line.key, title: saidPlainly(line.title), line }));
  const found = new Set(fittingWords(words.split(/\s+/), known).map(({ key }) => key));
  return lines.filter(({ key }) => found.has(key));
}

function pastTable(found: readonly FoundPast[]): Html {
  return dataTable<FoundPast>(
    `Experiments that have ended: ${found.length}, the best match first`,
    [
      {
        name: 'Experiment',
        // An imported one has no page.
        cell: ({ past }) =>
          past.channel === null ? html`${lineFrom(past.title)} <code>${past.key}</code>` : titleCell(past),
      },
      { name: 'Outcome', cell: ({ past }) => PAST_OUTCOME_WORDS[past.outcome] },
      { name: 'Effect', cell: ({ past, goal }) => effectCell(past, goal) },
      {
        name: 'Others say',
        cell: ({ contradictedBy, supportedBy }) =>
          contradictedBy.length > 0
            ? html`contradicted by <code>${contradictedBy[0]}</code>`
            : supportedBy.length > 0
              ? html`supported by <code>${supportedBy[0]}</code>`
              : '–',
      },
      { name: 'Ended', cell: ({ past }) => dayOf(past.endedAt) },
    ],
    found,
  );
}
