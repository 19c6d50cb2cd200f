import { html } from '#desk/html/html.ts';
import type { DeskRoute, Page } from '#desk/page.ts';
import { LEFT_OUT } from '#features/home/blocks.ts';
import { seenCounts } from '#features/seen-counts.ts';
import { filterChoices } from './filter-choices.ts';
import { filterForm, listLinks, PORTFOLIO_WORDS } from './filters.ts';
import { foundPage } from './found-page.ts';
import { countsOf, listPage } from './list-page.ts';
import { portfolioOverview } from './overview.ts';
import { readPortfolio } from './portfolio-view.ts';
import { filterOf, readPortfolioList } from './read-list.ts';
import { minuteOf } from './said-here.ts';

const NONE =
  'There is no experiment yet that you may see. Propose one in the chat: /experiment, and what you want to change.';

/** The portfolio: all experiments that the reader may see, by what is to be done, how far they are, and what came of them. */
export const portfolioRoute: DeskRoute = {
  path: '/',
  show: async (visit, { query }): Promise<Page> => {
    const view = readPortfolio(query);
    const { coPilot, actor } = visit;
    const { list, words } = view;
    const all = await seenCounts(coPilot, {});
    const choices = await filterChoices(coPilot, view, all.channels);
    const tail = html`${all.isPartial ? html`<p class="partial" role="status">${LEFT_OUT}</p>` : null}<p class="as-of">As of ${minuteOf(coPilot.clock.now())}. Days are in UTC.</p>`;
    if (words !== null) {
      const seen = await seenCounts(coPilot, filterOf(view, actor.person));
      const body = await foundPage(visit, { ...view, words }, seen);
      return {
        ...{ title: 'Search', place: 'experiments' },
        body: html`<h1>Experiments</h1>${filterForm(view, choices)}${listLinks(view, countsOf(seen))}${body}${tail}`,
      };
    }
    if (list !== null) {
      const page = await readPortfolioList(coPilot, actor.person, { ...view, list });
      const counts = { ...countsOf(page.seen), [list]: page.count };
      const body = await listPage(visit, { ...view, list }, page);
      return {
        ...{ title: PORTFOLIO_WORDS[list], place: 'experiments' },
        body: html`<h1>Experiments</h1>${filterForm(view, choices)}${listLinks(view, counts)}${body}${tail}`,
      };
    }
    const { body, counts } = await portfolioOverview(visit);
    const isEmpty = all.count === 0;
    return {
      ...{ title: 'Experiments', place: 'experiments' },
      body: html`<h1>Experiments</h1>${filterForm(view, choices)}${listLinks(view, { ...countsOf(all), ...counts })}${isEmpty ? html`<p class="empty">${NONE}</p>` : body}${tail}`,
    };
  },
};
