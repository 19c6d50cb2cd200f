import { type Html, html } from '#desk/html/html.ts';
import type { DeskRoute, Page, Visit } from '#desk/page.ts';
import { minuteOf } from '#desk/said-here.ts';
import { LEFT_OUT } from '#features/home/blocks.ts';
import { seenCounts } from '#features/seen-counts.ts';
import { filterChoices } from './filter-choices.ts';
import { filterForm, listLinks, PORTFOLIO_WORDS } from './filters.ts';
import { foundPage } from './found-page.ts';
import { countsOf, listPage } from './list-page.ts';
import { portfolioOverview } from './overview.ts';
import { type PortfolioList, type PortfolioView, readPortfolio } from './portfolio-view.ts';
import { filterOf, inChannel, readPortfolioList } from './read-list.ts';

const NONE =
  'There is no experiment yet that you may see. Press “New experiment”, or type /experiment and what you want to change in the chat.';

/** What the lists, the menus and the end of the page need of what stands between them. */
interface Shown {
  readonly title: string;
  readonly counts: Readonly<Partial<Record<PortfolioList, number>>>;
  readonly body: Html;
  /** The channels that the menu offers. */
  readonly channels: readonly string[];
  readonly isPartial: boolean;
}

/** The portfolio: all experiments that the reader may see, by what is to be done, how far they are, and what came of them. */
export const portfolioRoute: DeskRoute = {
  path: '/',
  show: async (visit, { query }): Promise<Page> => {
    const { coPilot } = visit;
    const view = readPortfolio(query);
    const { title, counts, body, channels, isPartial } = await shownFor(visit, view);
    const choices = await filterChoices(coPilot, view, channels);
    const partial = isPartial ? html`<p class="banner warn" role="status">${LEFT_OUT}</p>` : null;
    return {
      ...{ title, place: 'experiments' },
      body: html`<h1>Experiments</h1>${filterForm(view, choices)}${listLinks(view, counts)}${partial}${body}
<p class="as-of">As of ${minuteOf(coPilot.clock.now())}. Days are in UTC.</p>`,
    };
  },
};

async function shownFor(visit: Visit, view: PortfolioView): Promise<Shown> {
  const { coPilot, actor } = visit;
  const { list, words } = view;
  if (words !== null) {
    const { channels, ...all } = await seenCounts(coPilot, filterOf(view, actor.person));
    const seen = inChannel({ channels, ...all }, view.channel);
    const body = await foundPage(visit, { ...view, words }, seen);
    return { title: 'Search', counts: countsOf(seen), body, channels, isPartial: all.isPartial };
  }
  if (list !== null) {
    const page = await readPortfolioList(coPilot, actor.person, { ...view, list });
    const body = await listPage(visit, { ...view, list }, page);
    const { seen, count, channels } = page;
    const counts = { ...countsOf(seen), [list]: count };
    return { title: PORTFOLIO_WORDS[list], counts, body, channels, isPartial: seen.isPartial };
  }
  const { body, counts, seen } = await portfolioOverview(visit);
  return {
    ...{ title: 'Experiments', counts: { ...countsOf(seen), ...counts } },
    ...{ channels: seen.channels, isPartial: seen.isPartial },
    body: seen.count === 0 ? html`<p class="empty">${NONE}</p>` : body,
  };
}
