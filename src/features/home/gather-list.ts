import type { CoPilot } from '#features/co-pilot.ts';
import { seenCounts } from '#features/seen-counts.ts';
import type { SummaryFilter } from '#ports/summary-store.ts';
import { type Linked, withLinks } from './home-links.ts';
import { type HomeList, type HomeState, LIST_STATUSES } from './home-state.ts';
import { waitingFor } from './waiting-for.ts';

type Needs = Pick<CoPilot, 'store' | 'people' | 'load' | 'sight' | 'chat'>;

/** Lines of a page. */
const PAGE_SIZE = 10;

/** One page of a list in a home. */
export interface HomePage {
  readonly lines: readonly Linked[];
  /** How many the filters keep. */
  readonly count: number;
  /** The page that is shown, from 1: the last one if fewer are left than were asked for. */
  readonly page: number;
  readonly pages: number;
  readonly isPartial: boolean;
}

/** Reads the page of a list that a person (a pseudonym) asks for, as far as they may see it. */
export async function gatherList(
  needs: Needs,
  person: string,
  { list, mine, surface, page }: HomeState & { readonly list: HomeList },
): Promise<HomePage> {
  const statuses = LIST_STATUSES[list];
  const filter: SummaryFilter = {
    ...(statuses === null ? {} : { statuses }),
    ...(mine ? { person } : {}),
    ...(surface === null ? {} : { surface }),
  };
  const { channels, count, isPartial } = await seenCounts(needs, filter);
  if (list === 'waiting') {
    const waiting = await waitingFor(needs, person, { ...filter, channels });
    const place = placeOf(waiting.length, page);
    const shown = waiting.slice(place.skip, place.skip + PAGE_SIZE);
    return { ...place, lines: await withLinks(needs, shown), count: waiting.length, isPartial };
  }
  const place = placeOf(count, page);
  const order = list === 'backlog' ? 'priority' : list === 'decided' ? 'outcome' : 'newest';
  const { lines } = await needs.store.summaryPage(
    { ...filter, channels },
    { order, limit: PAGE_SIZE, skip: place.skip },
  );
  return { ...place, lines: await withLinks(needs, lines), count, isPartial };
}

function placeOf(count: number, asked: number) {
  const pages = Math.max(1, Math.ceil(count / PAGE_SIZE));
  const page = Math.min(asked, pages);
  return { page, pages, skip: (page - 1) * PAGE_SIZE };
}
