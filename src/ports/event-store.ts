import type { RowKey } from '#shared/row-hashes.ts';

interface Row {
  readonly key: RowKey;
  /** The unit, hashed with the salt of the workspace: 64 bits, signed. */
  readonly unit: bigint;
  /** Milliseconds since the Unix epoch, by the clock of the bot. */
  readonly at: number;
  /** An object in JSON; null if the row has no properties. */
  readonly properties: string | null;
}

/** That a unit met a variant of a flag. */
export interface ExposureRow extends Row {
  readonly flag: string;
  readonly variant: string;
}

/** That something happened to a unit or was measured of it. */
export interface ObservationRow extends Row {
  readonly name: string;
  /** Null if the row holds no number. */
  readonly value: number | null;
}

/** How many rows were taken away. */
export interface RemovedRows {
  readonly exposures: number;
  readonly observations: number;
}

/**
 * Keeps exposures and observations. What was recorded is on the disk when the call resolves, whichever process asks next, and a
 * key that is kept already changes nothing. Faults are `AppError`s; then it is not known what was kept, and the same rows may come again.
 */
export interface EventStore {
  /** The engine as people know it. */
  readonly engine: string;
  /** For each row in its order whether it is new. No two rows of one call may have the same key. */
  recordExposures(rows: readonly ExposureRow[]): Promise<readonly boolean[]>;
  /** As `recordExposures`. */
  recordObservations(rows: readonly ObservationRow[]): Promise<readonly boolean[]>;
  /** Takes away what happened before a moment. */
  prune(before: number): Promise<RemovedRows>;
  /** Takes away all of one unit, also out of the files as far as the engine can. */
  forget(unit: bigint): Promise<RemovedRows>;
  /** Throws if the database does not answer, or its tables are not there and cannot be made. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
