import type { Status } from '#domain/status.ts';
import { UNFINISHED } from '#domain/status.ts';
import type { SummaryFilter } from '#ports/summary-store.ts';

/** What a list shows: some of the experiments, from a page on. */
export interface ListRequest {
  readonly filter: string;
  /** 1 for the newest. */
  readonly page: number;
}

/** What a list asks the store for, for this person (a pseudonym). */
type Asks = (person: string) => SummaryFilter;

const among =
  (...statuses: readonly Status[]): Asks =>
  () => ({ statuses });

/** The words after `list`; the first of a group is the one that is shown. */
const FILTERS: readonly { readonly words: readonly string[]; readonly asks: Asks }[] = [
  { words: ['all'], asks: () => ({}) },
  { words: ['mine', 'my'], asks: (person) => ({ person }) },
  { words: ['waiting', 'pending'], asks: () => ({ waitsFor: 'anything' }) },
  { words: ['backlog', 'ideas', 'later'], asks: among('backlog') },
  { words: ['planned', 'plans', 'new'], asks: among('draft', 'in-review', 'approved', 'implementing') },
  { words: ['implemented', 'merged'], asks: among('implemented') },
  { words: ['running', 'active', 'live'], asks: among('verifying', 'running', 'deciding') },
  { words: ['paused'], asks: among('paused') },
  { words: ['analysing', 'analyzing', 'deciding'], asks: among('deciding') },
  { words: ['decided'], asks: among('decided', 'cleaning-up', 'killed') },
  { words: ['open', 'unfinished'], asks: among(...UNFINISHED) },
  { words: ['done', 'finished', 'completed', 'over', 'closed'], asks: among('completed', 'cancelled') },
  { words: ['cancelled', 'canceled', 'rejected'], asks: among('cancelled') },
];
const FILLERS = ['the', 'experiment', 'experiments', 'page', 'please', 'ones', 'me'];
const PAGE = /^[1-9]\d{0,3}$/;

/** The filters that help names, in their order. */
export const FILTER_WORDS: readonly string[] = FILTERS.map(({ words }) => words[0] ?? '');

/** The words after `list`, in lower case; null if one is no filter, with that word in `unknown`. */
export function readList(words: readonly string[]): ListRequest | { readonly unknown: string } {
  const said = words.filter((word) => word !== '' && !FILLERS.includes(word));
  const unknown = said.find((word) => !PAGE.test(word) && groupOf(word) === undefined);
  if (unknown !== undefined) return { unknown };
  const pages = said.filter((word) => PAGE.test(word));
  const groups = said.flatMap((word) => groupOf(word)?.words[0] ?? []);
  return { filter: groups.at(-1) ?? 'all', page: Number(pages.at(-1) ?? 1) };
}

/** What the store is asked for by a filter, for this person (a pseudonym). */
export function askedBy(filter: string, person: string): SummaryFilter {
  return groupOf(filter)?.asks(person) ?? {};
}

function groupOf(word: string) {
  return FILTERS.find(({ words }) => words.includes(word));
}
