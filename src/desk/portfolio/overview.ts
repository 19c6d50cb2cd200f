import { type Html, html } from '#desk/html/html.ts';
import { displayNames } from '#desk/names.ts';
import type { Visit } from '#desk/page.ts';
import type { ExperimentSummary } from '#domain/summary.ts';
import { gatherHome, type HomeOverview, loadedLines } from '#features/home/gather-home.ts';
import { LIST_STATUSES } from '#features/home/home-state.ts';
import { isCalled } from '#features/home/waiting-for.ts';
import { backlogTable, debtTable, outcomeTable, plannedTable, waitingTable } from './experiment-tables.ts';
import { PORTFOLIO_WORDS } from './filters.ts';
import { WITHOUT_LINKS } from './list-page.ts';
import { PORTFOLIO, type PortfolioList, portfolioAddress } from './portfolio-view.ts';
import { runningTable } from './running-table.ts';

/** Lines that each part shows. */
const SHOWN = { waiting: 8, running: 8, mine: 0, backlog: 5, outcomes: 5, debt: 5 };
const OTHERS = 5;
const PLANNED = 5;
/** Lines that are looked through for waits of others. */
const LOOKED_THROUGH = 60;

/** What a person sees first, and how many stand behind each part of it. */
export interface Overview {
  readonly body: Html;
  readonly counts: Readonly<Partial<Record<PortfolioList, number>>>;
  readonly seen: HomeOverview['seen'];
}

/** The overview: what waits for the person first, then what waits for others, runs, comes, came out and is left behind. */
export async function portfolioOverview(visit: Visit): Promise<Overview> {
  const { coPilot, actor } = visit;
  const { store, clock } = coPilot;
  const needs = { ...coPilot, chat: WITHOUT_LINKS };
  const gathered = await gatherHome(needs, actor.person, SHOWN);
  const { waiting, running, backlog, outcomes, debt, planned, seen } = gathered;
  const { channels } = seen;
  const [others, coming, waits] = await Promise.all([
    waitsOfOthers(visit, gathered).then((lines) => loadedLines(needs, lines)),
    store.summaryPage({ channels, statuses: LIST_STATUSES.planned ?? [] }, { limit: PLANNED }),
    store.summaryCounts({ channels, waitsFor: 'anything' }),
  ]);
  const linked = [waiting, running, backlog, debt, { shown: others }].flatMap(({ shown }) => shown);
  const lines = [...linked.map(({ summary }) => summary), ...coming.lines];
  const nameOf = await displayNames(
    coPilot,
    lines.map(({ owner, requester }) => owner ?? requester),
  );
  const context = { nameOf, now: clock.now() };
  const people = waits.reduce((sum, { count }) => sum + count, 0);
  const ideas = backlog.shown.map(({ summary }) => summary);
  const parts = [
    part(
      { title: 'Waits for you', list: 'waiting', ...sizeOf(waiting), empty: 'Nothing waits for you.' },
      () => waitingTable('What waits for you, the longest wait first', waiting.shown, context),
    ),
    part(
      {
        ...{ title: 'Waits for others', list: 'people', shown: others.length },
        count: Math.max(0, people - waiting.count),
      },
      () => waitingTable('What waits for others, the newest first', others, context),
    ),
    part({ title: 'Running', list: 'running', ...sizeOf(running), empty: 'Nothing runs.' }, () =>
      runningTable('What runs, the newest first', running.shown, context),
    ),
    part({ title: 'Planned', list: 'planned', count: planned, shown: coming.lines.length }, () =>
      plannedTable('What is planned, the newest first', coming.lines, context),
    ),
    part({ title: 'Backlog', list: 'backlog', ...sizeOf(backlog) }, () =>
      backlogTable('Ideas for later, the highest priority first', ideas, context),
    ),
    part(
      { title: 'Decided lately', list: 'done', ...sizeOf(outcomes), count: outcomes.count === 0 ? 0 : null },
      () => outcomeTable('What came out, the newest first', outcomes.shown),
    ),
    part({ title: 'Flags to clean up', list: 'decided', ...sizeOf(debt) }, () =>
      debtTable('Flags that are left, the oldest first', debt.shown, context),
    ),
  ];
  const counts = {
    ...{ waiting: waiting.count, people, planned },
    ...{ running: running.count, backlog: backlog.count, decided: debt.count },
  };
  return { body: html`${parts}`, counts, seen };
}

function sizeOf({ count, shown }: { readonly count: number; readonly shown: readonly unknown[] }) {
  return { count, shown: shown.length };
}

/** The newest lines that wait for other people alone. */
async function waitsOfOthers(
  { coPilot, actor }: Visit,
  { seen: { channels } }: HomeOverview,
): Promise<readonly ExperimentSummary[]> {
  const { lines } = await coPilot.store.summaryPage(
    { channels, waitsFor: 'anything' },
    { limit: LOOKED_THROUGH },
  );
  const approvers = await coPilot.people.approvers();
  const others: ExperimentSummary[] = [];
  for (const line of lines) {
    if (others.length === OTHERS) break;
    if (!(await isCalled(coPilot, line, { person: actor.person, approvers }))) others.push(line);
  }
  return others;
}

/** A part of the overview. `count`: how many the whole list has; null if it has no list of its own. */
function part({ title, list, count, shown, empty }: Part, table: () => Html): Html | null {
  if (shown === 0 && (count ?? 0) === 0)
    return empty === undefined
      ? null
      : html`<section><h2>${title}</h2><p class="empty">${empty}</p></section>`;
  const all = portfolioAddress({ ...PORTFOLIO, list });
  const number = count === null ? null : html` <span class="count">${count.toLocaleString('en-US')}</span>`;
  const more = count === null || count > shown;
  return html`<section><h2>${title}${number}</h2>${shown === 0 ? null : table()}${more ? html`<p class="more"><a href="${all}">${`All of the list “${PORTFOLIO_WORDS[list]}”`}</a></p>` : null}</section>`;
}

interface Part {
  readonly title: string;
  readonly list: PortfolioList;
  readonly count: number | null;
  readonly shown: number;
  /** Stands there if there is nothing; the part is left out without it. */
  readonly empty?: string;
}
