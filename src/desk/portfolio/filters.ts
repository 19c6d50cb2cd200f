import { type Html, html } from '#desk/html/html.ts';
import { deskPath } from '#desk/paths.ts';
import { LIST_WORDS } from '#features/home/filter-blocks.ts';
import {
  MINE,
  PORTFOLIO,
  PORTFOLIO_LISTS,
  type PortfolioList,
  type PortfolioView,
  portfolioAddress,
} from './portfolio-view.ts';

/** Lists as the portfolio names them. */
export const PORTFOLIO_WORDS: Readonly<Record<PortfolioList, string>> = {
  ...LIST_WORDS,
  people: 'Waits for people',
};

/** A value of a menu, with the words for it. */
export interface FilterChoice {
  readonly value: string;
  readonly words: string;
}

/** What the menus offer beside the lists. */
export interface FilterChoices {
  readonly surfaces: readonly string[];
  /** Channels that the reader may see, by their names. */
  readonly channels: readonly FilterChoice[];
  /** The person that the list is narrowed to; null if that is none, or the reader. */
  readonly person: FilterChoice | null;
}

/** Links to the lists, each with its count if that is known; the filters stay. */
export function listLinks(
  view: PortfolioView,
  counts: Readonly<Partial<Record<PortfolioList, number>>>,
): Html {
  const linkTo = (list: PortfolioList | null, words: string, count: number | undefined) => {
    const to = portfolioAddress({ ...(list === null ? PORTFOLIO : view), list, words: null, at: null });
    const isHere = view.words === null && view.list === list;
    return html`<li><a href="${to}"${isHere ? html` aria-current="page"` : null}>${words}${count === undefined ? null : html` <span class="count">${count.toLocaleString('en-US')}</span>`}</a></li>`;
  };
  return html`<nav class="lists" aria-label="Lists"><ul>${linkTo(null, 'Overview', undefined)}${PORTFOLIO_LISTS.map((list) => linkTo(list, PORTFOLIO_WORDS[list], counts[list]))}</ul></nav>`;
}

/** The form that narrows a list and searches; it sends an address that holds all of it. */
export function filterForm(view: PortfolioView, { surfaces, channels, person }: FilterChoices): Html {
  const whose = [
    { value: '', words: 'Everyone’s' },
    { value: MINE, words: 'Only mine' },
    ...(person === null ? [] : [person]),
  ];
  const others = (known: readonly FilterChoice[], chosen: string | null) =>
    chosen === null || known.some(({ value }) => value === chosen)
      ? known
      : [...known, { value: chosen, words: chosen }];
  const named = surfaces.toSorted().map((name) => ({ value: name, words: name }));
  const { list, words, surface, channel } = view;
  const isNarrowed = [view.whose, surface, channel].some((filter) => filter !== null);
  return html`<form method="get" action="${deskPath('/')}" role="search" aria-label="Experiments">
${list === null ? null : html`<input type="hidden" name="list" value="${list}">`}
<div class="filters"><label class="search">Search <input type="search" name="q" value="${words}" maxlength="200" dir="auto" placeholder="Words of a title or of a result"></label><button type="submit">Show</button></div>
<details${isNarrowed ? html` open` : null}><summary>Filters</summary><div class="filters">
${menu('Whose', 'whose', view.whose ?? '', whose)}
${menu('Surface', 'surface', surface ?? '', [{ value: '', words: 'All surfaces' }, ...others(named, surface)])}
${menu('Channel', 'channel', channel ?? '', [{ value: '', words: 'All channels' }, ...others(channels, channel)])}
<button type="submit">Show</button></div></details>
</form>`;
}

function menu(label: string, name: string, chosen: string, choices: readonly FilterChoice[]): Html {
  return html`<label>${label} <select name="${name}">${choices.map(({ value, words }) => html`<option value="${value}"${value === chosen ? html` selected` : null}>${words}</option>`)}</select></label>`;
}
