import { openEventStore } from '#adapters/own-observations/addresses.ts';
import type { OwnObservationsSettings } from '#adapters/own-observations/vendor.ts';
import { createObservations, type Observations } from '#features/observations/observations.ts';
import type { Job } from '#journal/jobs.ts';
import type { EventStore } from '#ports/event-store.ts';
import type { Store } from '#ports/store.ts';
import { type Clock, DAY } from '#shared/clock.ts';
import type { Logger } from '#shared/logger.ts';

/** An open store of exposures and observations, and the days for which it keeps them. */
export interface KeptEvents {
  readonly store: EventStore;
  readonly days: number;
}

/** Opens what is configured; null if another vendor has the figures. Throws an `AppError` that says what to do. */
export async function openEvents(settings: OwnObservationsSettings | undefined): Promise<KeptEvents | null> {
  return settings === undefined
    ? null
    : { store: await openEventStore(settings.address), days: settings.days };
}

/** What applications record, in this store; null if there is none. */
export function observationsOf(
  kept: KeptEvents | null | undefined,
  { store, clock }: { readonly store: Store; readonly clock: Clock },
): Observations | null {
  return kept ? createObservations({ events: kept.store, journal: store, clock, days: kept.days }) : null;
}

/** Takes away every day what is older than it is kept; no job if nothing is kept. */
export function pruneObservations({
  observations,
  log,
}: {
  readonly observations: Observations | null;
  readonly log: Logger;
}): readonly Job[] {
  if (observations === null) return [];
  const run = async () => {
    const pruned = await observations.prune();
    if (pruned.exposures + pruned.observations > 0) log.info('old observations were removed', { ...pruned });
  };
  return [{ name: 'prune-observations', everyMs: DAY, backfill: false, run }];
}
