import type { KnownBlock } from '@slack/types';
import { actions } from '#block-kit/buttons.ts';
import { context, divider, section } from '#block-kit/layout.ts';
import { bold } from '#block-kit/mrkdwn.ts';
import type { HomeParts } from '#block-kit/view.ts';
import { backlogRow } from '#features/backlog/backlog-row.ts';
import { moment } from '#features/moment.ts';
import { calendarFromHome, goBackInHome, goInHome, proposeFromHome } from './actions.ts';
import { filterBlock, LIST_WORDS } from './filter-blocks.ts';
import type { HomeOverview } from './gather-home.ts';
import type { HomePage } from './gather-list.ts';
import { bulletSections, homeLine } from './home-line.ts';
import { type HomeList, type HomeState, OVERVIEW } from './home-state.ts';
import { debtLine, outcomeLine, runningItem, waitingItem } from './item-blocks.ts';

/** Stands where some experiments are left out. */
export const LEFT_OUT =
  'Slack does not say now who may read some channels, so experiments of these are left out. Open this page again in a minute.';
const EMPTY =
  'There is no experiment yet. Press *New experiment*, or type `/experiment` and what you want to change in a channel.';
const EXTERNAL =
  'You belong to another company. This page is for members of this workspace. You can read the experiments of the channels that you share, in their threads.';

/** What the rendering of a home needs beside what was read. */
export interface HomeContext {
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
  /** The surfaces that the settings name. */
  readonly surfaces: readonly string[];
}

/** The overview: what waits for the person first, then what runs, what is theirs, what comes and what came of it. */
export function renderOverview(overview: HomeOverview, { now, surfaces }: HomeContext): HomeParts {
  const { waiting, running, mine, backlog, outcomes, debt, planned, isPartial } = overview;
  const isEmpty = [waiting, running, mine, backlog, outcomes, debt].every(({ count }) => count === 0);
  const counts = [
    `${bold(`Waits for you ${waiting.count}`)}`,
    `Yours ${mine.count}`,
    `Running ${running.count}`,
    `Planned ${planned}`,
    `Backlog ${backlog.count}`,
  ];
  const nothing = waiting.count > 0 || isEmpty ? [] : [context(['Nothing waits for you.'])];
  return partsOf(OVERVIEW, [
    section(counts.join(' · '), {
      accessory: proposeFromHome.button(null, { label: 'New experiment', style: 'primary' }),
    }),
    ...(isEmpty && planned === 0 ? [section(EMPTY)] : nothing),
    ...part(
      'Waits for you',
      waiting,
      { list: 'waiting' },
      waiting.shown.map((line) => waitingItem(line, now)),
    ),
    ...part(
      'Running',
      running,
      { list: 'running' },
      running.shown.map((line) => runningItem(line, now)),
    ),
    ...part('Yours', mine, { list: 'all', mine: true }, bulletSections(mine.shown.map(homeLine))),
    ...part(
      'Backlog',
      backlog,
      { list: 'backlog' },
      backlog.shown.flatMap(({ summary }) => backlogRow(summary)),
    ),
    ...part(
      'Decided lately',
      { ...outcomes, count: outcomes.shown.length },
      { list: 'done' },
      bulletSections(outcomes.shown.map(outcomeLine)),
    ),
    ...part(
      'Flags to clean up',
      debt,
      { list: 'decided' },
      bulletSections(debt.shown.map((line) => debtLine(line, now))),
    ),
    divider(),
    actions([calendarFromHome.button(null, { label: 'Calendar' })]),
    filterBlock(OVERVIEW, surfaces),
    ...tail(now, isPartial),
  ]);
}

/** A part of the overview: a headline, with a button for all of it if some are left out. Nothing if it is empty. */
function part(
  title: string,
  { count, shown }: { readonly count: number; readonly shown: readonly unknown[] },
  to: Partial<HomeState> & { readonly list: HomeList },
  blocks: readonly KnownBlock[],
): readonly KnownBlock[] {
  if (shown.length === 0) return [];
  const all =
    count > shown.length ? { accessory: goInHome.button({ ...OVERVIEW, ...to }, `All ${count}`) } : {};
  return [divider(), section(bold(title), all), ...blocks];
}

/** A page of a list, with the menus that chose it and the way back. */
export function renderHomeList(
  state: HomeState & { readonly list: HomeList },
  { lines, count, page, pages, isPartial }: HomePage,
  { now, surfaces }: HomeContext,
): HomeParts {
  const where = pages === 1 ? '' : `, page ${page} of ${pages}`;
  const steps = [
    ...(page > 1 ? [goBackInHome.button({ ...state, page: page - 1 }, 'Previous page')] : []),
    ...(page < pages ? [goInHome.button({ ...state, page: page + 1 }, 'Next page')] : []),
  ];
  return partsOf({ ...state, page }, [
    section(`${bold(`${LIST_WORDS[state.list]} ${count}`)}${where}`, { accessory: backButton() }),
    filterBlock(state, surfaces),
    ...(lines.length === 0 ? [section('No experiment is in this list. Choose another one above.')] : []),
    ...(state.list === 'backlog'
      ? lines.flatMap(({ summary }) => backlogRow(summary))
      : bulletSections(lines.map(homeLine))),
    ...(steps.length === 0 ? [] : [actions(steps)]),
    ...tail(now, isPartial),
  ]);
}

/** What a person of another company sees. */
export function renderForeignHome(): HomeParts {
  return partsOf(OVERVIEW, [section(EXTERNAL)]);
}

/** What a person sees while the experiments cannot be read; `id` finds the line of the log. */
export function renderBrokenHome(state: HomeState, id: string): HomeParts {
  return partsOf(state, [
    section(
      `I cannot read the experiments now (error ${id}). Nothing is lost, and they go on. Try again in a minute; tell an admin this id if it stays.`,
      { accessory: goInHome.button(state, 'Try again') },
    ),
  ]);
}

function backButton() {
  return goInHome.button(OVERVIEW, 'Overview');
}

function tail(now: number, isPartial: boolean): readonly KnownBlock[] {
  const asOf = `As of ${moment(now, '{date_short_pretty} at {time}')}.`;
  return [context(isPartial ? [LEFT_OUT, asOf] : [asOf])];
}

function partsOf(state: HomeState, blocks: readonly KnownBlock[]): HomeParts {
  return { blocks, callbackId: 'home', privateMetadata: JSON.stringify(state) };
}
