import type { ExposureRow, ObservationRow, RemovedRows } from '#ports/event-store.ts';
import type { OwnCode } from '#shared/fault-codes.ts';

/** What the thread begins with. */
export interface ThreadOptions {
  readonly path: string;
  /** For how long an erasure waits for processes that read the file, in milliseconds. */
  readonly eraseWaits: number;
}

/** What the thread of the store is told to do. */
export type EventsWork =
  | { readonly kind: 'exposures'; readonly rows: readonly ExposureRow[] }
  | { readonly kind: 'observations'; readonly rows: readonly ObservationRow[] }
  /** Takes away some of the rows from before a moment; the answer counts them, and none are left after one of nothing. */
  | { readonly kind: 'prune'; readonly before: number }
  | { readonly kind: 'forget'; readonly unit: bigint }
  | { readonly kind: 'ping' }
  | { readonly kind: 'close' };

/** The same with the number by which its answer is told apart. */
export type NumberedWork = EventsWork & { readonly id: number };

/** What the thread answers. */
export type EventsAnswer = { readonly id: number } & (
  | { readonly kind: 'recorded'; readonly isNew: readonly boolean[] }
  | ({ readonly kind: 'removed' } & RemovedRows)
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly code: OwnCode; readonly message: string }
);
