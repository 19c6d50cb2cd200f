import type { ExperimentSummary } from '#domain/summary.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { seenLines } from '#features/sight.ts';

/** How many ideas are put in order, the newest of them. */
const LOOKED_THROUGH = 2_000;

/** The ideas that a person may see, in the order of their priority; those without one come last, the newest first. */
export async function backlogLines({ store, sight }: Pick<CoPilot, 'store' | 'sight'>): Promise<{
  readonly lines: readonly ExperimentSummary[];
  /** The chat service did not tell who may read some of the channels. */
  readonly isPartial: boolean;
}> {
  const { lines } = await store.summaryPage({ statuses: ['backlog'] }, { limit: LOOKED_THROUGH });
  const { seen, isPartial } = await seenLines(sight, lines);
  const ordered = seen.toSorted((one, other) => (other.priority ?? -1) - (one.priority ?? -1));
  return { lines: ordered, isPartial };
}
