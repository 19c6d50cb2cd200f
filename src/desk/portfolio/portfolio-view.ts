import { deskPath } from '#desk/paths.ts';
import { HOME_LISTS } from '#features/home/home-state.ts';
import type { SummaryPlace } from '#ports/summary-store.ts';

/** The lists that the portfolio can show, in the order of its navigation; `people` is what waits for any person. */
export const PORTFOLIO_LISTS = [...HOME_LISTS, 'people'] as const;
export type PortfolioList = (typeof PORTFOLIO_LISTS)[number];

/** A page of a list: what follows a place, or what comes before it. */
export interface PageAt {
  readonly side: 'after' | 'before';
  readonly place: SummaryPlace;
}

/** What a person looks at in the portfolio. An address holds all of it. */
export interface PortfolioView {
  /** Null for the overview; else a list, which the filters narrow. */
  readonly list: PortfolioList | null;
  /** Requested or owned by this person (a pseudonym), or by the reader; null for all people. */
  readonly whose: string | null;
  readonly surface: string | null;
  /** The id of a channel. */
  readonly channel: string | null;
  /** What a search is for; null if none is. */
  readonly words: string | null;
  /** Null for the first page. */
  readonly at: PageAt | null;
}

export const MINE = 'me';
export const PORTFOLIO: PortfolioView = {
  ...{ list: null, whose: null, surface: null, channel: null, words: null, at: null },
};

/** The longest text of an address that is read. */
const LONGEST = 200;

/** What an address asks for. What cannot be read is left out; a filter without a list asks for the list of all. */
export function readPortfolio(query: URLSearchParams): PortfolioView {
  const text = (name: string): string | null => {
    const given = query.get(name)?.trim() ?? '';
    const cut = given.slice(0, LONGEST).toWellFormed().trim();
    return cut === '' ? null : cut;
  };
  const filters = {
    ...{ whose: text('whose'), surface: text('surface'), channel: text('channel'), words: text('q') },
  };
  const asked = PORTFOLIO_LISTS.find((list) => list === query.get('list')) ?? null;
  const isFiltered = Object.values(filters).some((filter) => filter !== null);
  const list = asked ?? (isFiltered ? 'all' : null);
  return { list, ...filters, at: list === null ? null : (readAt(query, 'after') ?? readAt(query, 'before')) };
}

function readAt(query: URLSearchParams, side: PageAt['side']): PageAt | null {
  const [, by = '', key] = /^(-?\d[\d.e+-]*)~(.{1,200})$/u.exec(query.get(side) ?? '') ?? [];
  const number = Number(by);
  return key === undefined || !Number.isFinite(number) ? null : { side, place: { by: number, key } };
}

/** The address of a view. */
export function portfolioAddress(view: PortfolioView): string {
  const { list, whose, surface, channel, words, at } = view;
  const parts = Object.entries({ list, whose, surface, channel, q: words }).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  const query = new URLSearchParams(Object.fromEntries(parts));
  if (at !== null) query.set(at.side, `${at.place.by}~${at.place.key}`);
  const written = query.toString();
  return written === '' ? deskPath('/') : `${deskPath('/')}?${written}`;
}
