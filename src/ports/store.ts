import type { ClaimStore } from './claim-store.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import type { JournalStore } from './journal-store.ts';
import type { PeopleStore } from './people-store.ts';
import type { SummaryStore } from './summary-store.ts';
import type { TransferStore } from './transfer.ts';

export interface Store
  extends JournalStore,
    DeliveryQueue,
    SummaryStore,
    ClaimStore,
    PeopleStore,
    TransferStore {
  /** Cheap round trip for health checks. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
