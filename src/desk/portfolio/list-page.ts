import { type Html, html } from '#desk/html/html.ts';
import { displayNames } from '#desk/names.ts';
import type { Visit } from '#desk/page.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { loadedLines, withPasts } from '#features/home/gather-home.ts';
import { LIST_STATUSES } from '#features/home/home-state.ts';
import {
  backlogTable,
  debtTable,
  outcomeTable,
  plainTable,
  plannedTable,
  waitingTable,
} from './experiment-tables.ts';
import { PORTFOLIO_WORDS } from './filters.ts';
import { type PortfolioList, type PortfolioView, portfolioAddress } from './portfolio-view.ts';
import type { PortfolioPage } from './read-list.ts';
import { runningTable } from './running-table.ts';

/** Rows link to the page of their experiment, so the chat service is not asked for the addresses of threads. */
export const WITHOUT_LINKS = { linkTo: async () => null };

type ListView = PortfolioView & { readonly list: PortfolioList };

/** A page of a list, with the ways to the pages beside it. */
export async function listPage(visit: Visit, view: ListView, page: PortfolioPage): Promise<Html> {
  const { lines, count } = page;
  const title = PORTFOLIO_WORDS[view.list];
  const caption = `${title}: ${count === 1 ? 'one experiment' : `${count.toLocaleString('en-US')} experiments`}`;
  if (lines.length === 0) {
    const first = portfolioAddress({ ...view, at: null });
    const words =
      view.at === null
        ? html`No experiment is in this list. Choose another list, or fewer filters.`
        : html`No experiment stands here any more. <a href="${first}">Go to the first page</a>.`;
    return html`<h2>${caption}</h2><p class="empty">${words}</p>${steps(view, page)}`;
  }
  return html`<h2>${title}</h2>${await listTable(visit, view.list, caption, lines)}${steps(view, page)}`;
}

/** The lines of a list as its table. */
export async function listTable(
  { coPilot }: Visit,
  list: PortfolioList,
  caption: string,
  lines: readonly ExperimentSummary[],
): Promise<Html> {
  const needs = { ...coPilot, chat: WITHOUT_LINKS };
  const nameOf = await displayNames(
    coPilot,
    lines.map(({ owner, requester }) => owner ?? requester),
  );
  const context = { nameOf, now: coPilot.clock.now() };
  switch (list) {
    case 'waiting':
    case 'people':
      return waitingTable(caption, await loadedLines(needs, lines), context);
    case 'running':
      return runningTable(caption, await loadedLines(needs, lines), context);
    case 'planned':
      return plannedTable(caption, lines, context);
    case 'backlog':
      return backlogTable(caption, lines, context);
    case 'decided':
      return debtTable(caption, await loadedLines(needs, lines), context);
    case 'done':
      return outcomeTable(caption, await withPasts(needs, lines));
    case 'all':
      return plainTable(caption, lines, context);
  }
}

/** How many of the counted lines stand in each list whose lines are told by their status. */
export function countsOf({
  counts,
  count,
}: PortfolioPage['seen']): Readonly<Partial<Record<PortfolioList, number>>> {
  const of = (list: keyof typeof LIST_STATUSES) =>
    counts
      .filter(({ status }) => LIST_STATUSES[list]?.includes(status) === true)
      .reduce((sum, one) => sum + one.count, 0);
  return {
    ...{ all: count, running: of('running'), planned: of('planned'), backlog: of('backlog') },
    ...{ decided: of('decided'), done: of('done') },
  };
}

function steps(view: ListView, { next, previous }: Pick<PortfolioPage, 'next' | 'previous'>): Html | null {
  if (next === null && previous === null) return null;
  const to = (side: 'after' | 'before', place: NonNullable<typeof next>) =>
    portfolioAddress({ ...view, at: { side, place } });
  return html`<nav class="steps" aria-label="Pages">
${previous === null ? null : html`<a href="${portfolioAddress({ ...view, at: null })}">First page</a> <a rel="prev" href="${to('before', previous)}">Previous page</a>`}
${next === null ? null : html`<a rel="next" href="${to('after', next)}">Next page</a>`}
</nav>`;
}
