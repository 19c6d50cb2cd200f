import type { CoPilot } from '#features/co-pilot.ts';
import { seenLines } from '#features/sight.ts';
import type { SummaryCount, SummaryFilter } from '#ports/summary-store.ts';

/** How much of the list a person may see. */
export interface SeenCounts {
  /** The channels whose experiments they may see; pages are asked for with these. */
  readonly channels: readonly string[];
  readonly counts: readonly SummaryCount[];
  readonly count: number;
  /** Some are left out, because the chat service did not say who may read their channels. */
  readonly isPartial: boolean;
}

/** Counts the experiments that the filter keeps in the channels that the person may read. */
export async function seenCounts(
  { store, sight }: Pick<CoPilot, 'store' | 'sight'>,
  filter: SummaryFilter,
): Promise<SeenCounts> {
  const { seen, isPartial } = await seenLines(sight, await store.summaryCounts(filter));
  return {
    channels: [...new Set(seen.map(({ channel }) => channel))],
    counts: seen,
    count: seen.reduce((sum, { count }) => sum + count, 0),
    isPartial,
  };
}
