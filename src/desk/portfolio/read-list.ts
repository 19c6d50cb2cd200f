import type { ExperimentSummary } from '#domain/summary.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { LIST_STATUSES } from '#features/home/home-state.ts';
import { waitingFor } from '#features/home/waiting-for.ts';
import { type SeenCounts, seenCounts } from '#features/seen-counts.ts';
import type { SummaryFilter, SummaryOrder, SummaryPlace } from '#ports/summary-store.ts';
import { MINE, type PageAt, type PortfolioList, type PortfolioView } from './portfolio-view.ts';

type Needs = Pick<CoPilot, 'store' | 'people' | 'load' | 'sight'>;

/** Lines of a page. */
const PAGE_SIZE = 25;

/** One page of a list, as far as a person may see it. */
export interface PortfolioPage {
  readonly lines: readonly ExperimentSummary[];
  /** How many the filters keep, the list among them. */
  readonly count: number;
  /** How many the other filters keep, by channel and status. */
  readonly seen: SeenCounts;
  /** The channels that the filters but that of the channel leave. */
  readonly channels: readonly string[];
  readonly next: SummaryPlace | null;
  readonly previous: SummaryPlace | null;
}

/** The order of each list. */
const ORDERS: Readonly<Record<PortfolioList, SummaryOrder>> = {
  ...{ all: 'newest', waiting: 'newest', running: 'newest', planned: 'newest', people: 'newest' },
  ...{ backlog: 'priority', decided: 'outcome', done: 'outcome' },
};

/** What the filters of a view ask of the list, without its own list; `person` is the reader's pseudonym. */
export function filterOf({ whose, surface }: PortfolioView, person: string): SummaryFilter {
  return {
    ...(whose === null ? {} : { person: whose === MINE ? person : whose }),
    ...(surface === null ? {} : { surface }),
  };
}

/** Reads the page of a list that a person (a pseudonym) asks for. */
export async function readPortfolioList(
  needs: Needs,
  person: string,
  view: PortfolioView & { readonly list: PortfolioList },
): Promise<PortfolioPage> {
  const { list, at } = view;
  const filter = filterOf(view, person);
  const all = await seenCounts(needs, filter);
  const seen = inChannel(all, view.channel);
  const statuses = LIST_STATUSES[list === 'people' ? 'all' : list];
  const asked: SummaryFilter = {
    ...{ ...filter, channels: seen.channels },
    ...(statuses === null ? {} : { statuses }),
    ...(list === 'people' ? { waitsFor: 'anything' as const } : {}),
  };
  if (list === 'waiting') {
    const lines = await waitingFor(needs, person, asked);
    return { ...pageOfWaiting(lines, at), count: lines.length, seen, channels: all.channels };
  }
  const page = await needs.store.summaryPage(asked, {
    ...{ order: ORDERS[list], limit: PAGE_SIZE },
    ...(at === null ? {} : { [at.side]: at.place }),
  });
  const count = await countOf(needs, asked, seen);
  return { ...page, count, seen, channels: all.channels };
}

async function countOf({ store }: Needs, asked: SummaryFilter, seen: SeenCounts): Promise<number> {
  const { statuses, waitsFor } = asked;
  const counts = waitsFor === undefined ? seen.counts : await store.summaryCounts(asked);
  const kept = counts.filter(({ status }) => statuses === undefined || statuses.includes(status));
  return kept.reduce((sum, { count }) => sum + count, 0);
}

/** The same counts of one channel, of all for null: nothing if the person may not see it. */
export function inChannel(seen: SeenCounts, channel: string | null): SeenCounts {
  if (channel === null) return seen;
  const { counts, channels, isPartial } = seen;
  const kept = counts.filter((one) => one.channel === channel);
  return {
    ...{ counts: kept, isPartial, channels: channels.filter((one) => one === channel) },
    count: kept.reduce((sum, { count }) => sum + count, 0),
  };
}

/** The longest wait first. A place is when a wait began, and the key. */
function pageOfWaiting(
  lines: readonly ExperimentSummary[],
  at: PageAt | null,
): Pick<PortfolioPage, 'lines' | 'next' | 'previous'> {
  const ordered = lines.toSorted((one, other) => compare(placeOf(one), placeOf(other)));
  const first = at === null ? 0 : ordered.filter((line) => compare(placeOf(line), at.place) <= 0).length;
  const before = at === null ? 0 : ordered.filter((line) => compare(placeOf(line), at.place) < 0).length;
  const from = at?.side === 'before' ? Math.max(0, before - PAGE_SIZE) : first;
  const until = at?.side === 'before' ? before : from + PAGE_SIZE;
  const shown = ordered.slice(from, until);
  const edge = (line: ExperimentSummary | undefined) => (line === undefined ? null : placeOf(line));
  return {
    lines: shown,
    next: until < ordered.length ? edge(shown.at(-1)) : null,
    previous: from > 0 ? edge(shown[0]) : null,
  };
}

function placeOf({ waiting, proposedAt, key }: ExperimentSummary): SummaryPlace {
  return { by: waiting?.since ?? proposedAt, key };
}

function compare(one: SummaryPlace, other: SummaryPlace): number {
  return one.by - other.by || (one.key < other.key ? -1 : one.key === other.key ? 0 : 1);
}
