import { BOT, type PersonActor } from '#domain/actor.ts';
import type { Refusal } from '#domain/refusal.ts';
import { executeObservations, loadObserving } from '#journal/observations.ts';
import type { EventStore, ExposureRow, ObservationRow, RemovedRows } from '#ports/event-store.ts';
import type { Store } from '#ports/store.ts';
import { type Clock, DAY } from '#shared/clock.ts';
import { ok, type Result } from '#shared/result.ts';
import { drawSalt, unitDigits, unitHash } from '#shared/row-hashes.ts';
import { type GivenExposure, type GivenObservation, type RowFate, recordRows } from './record-rows.ts';

/** What an application sends to be recorded, and what becomes of it. Throws the store's faults; then the same rows may come again. */
export interface Observations {
  /** What became of each row, in their order. `sentAt`: when they were sent, by the clock of the sender. */
  readonly recordExposures: (rows: readonly GivenExposure[], sentAt: number) => Promise<readonly RowFate[]>;
  /** As `recordExposures`. */
  readonly recordObservations: (
    rows: readonly GivenObservation[],
    sentAt: number,
  ) => Promise<readonly RowFate[]>;
  /** Writes down that an admin asks for it, then takes away all that was observed of a unit. Refuses as `decideObservations` does. */
  readonly eraseUnit: (actor: PersonActor, unit: string) => Promise<Result<RemovedRows, Refusal>>;
  /** Takes away what is older than it is kept. */
  readonly prune: () => Promise<RemovedRows>;
}

/** What own observations are made of. */
export interface ObservationNeeds {
  readonly events: EventStore;
  readonly journal: Pick<Store, 'commits' | 'append'>;
  readonly clock: Clock;
  /** Days that rows are kept for. */
  readonly days: number;
}

/** Records what applications observe, units under the salt of the workspace alone. */
export function createObservations({ events, journal, clock, days }: ObservationNeeds): Observations {
  let known: string | null = null;
  const saltOf = async (): Promise<string> => {
    known ??= (await loadObserving(journal))?.salt ?? (await drawn(journal, clock.now()));
    return known;
  };
  const keptFrom = () => clock.now() - days * DAY;
  return {
    recordExposures: async (rows, sentAt) =>
      recordRows<GivenExposure, ExposureRow>(rows, {
        ...{ salt: await saltOf(), sentAt, receivedAt: clock.now(), keptFrom: keptFrom() },
        toRow: ({ flag, variant }, row) => ({ ...row, flag, variant }),
        record: events.recordExposures,
      }),
    recordObservations: async (rows, sentAt) =>
      recordRows<GivenObservation, ObservationRow>(rows, {
        ...{ salt: await saltOf(), sentAt, receivedAt: clock.now(), keptFrom: keptFrom() },
        toRow: ({ name, value }, row) => ({ ...row, name, value }),
        record: events.recordObservations,
      }),
    eraseUnit: async (actor, unit) => {
      const hashed = unitHash(await saltOf(), unit);
      const command = { name: 'eraseUnit', unit: unitDigits(hashed), actor, at: clock.now() } as const;
      const written = await executeObservations(journal, command);
      return written.kind === 'refused' ? written : ok(await events.forget(hashed));
    },
    prune: () => events.prune(keptFrom()),
  };
}

/** The salt of the workspace: a new one, or that of a process that was first. */
async function drawn(journal: ObservationNeeds['journal'], at: number): Promise<string> {
  const done = await executeObservations(journal, { name: 'drawSalt', salt: drawSalt(), actor: BOT, at });
  const present = done.kind === 'ok' ? done.value : await loadObserving(journal);
  // Either was written just now, or was there before.
  return present?.salt as string;
}
