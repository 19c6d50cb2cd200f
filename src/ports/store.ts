import type { AnswerStore } from './answer-store.ts';
import type { ClaimStore } from './claim-store.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import type { FlagStore } from './flag-store.ts';
import type { JournalStore } from './journal-store.ts';
import type { PastStore, VectorStore } from './past-store.ts';
import type { PeopleStore } from './people-store.ts';
import type { PresenceStore } from './presence.ts';
import type { RunStore } from './run-store.ts';
import type { SessionStore } from './session-store.ts';
import type { SummaryStore } from './summary-store.ts';
import type { TokenStore } from './token-store.ts';
import type { TransferStore } from './transfer.ts';

export interface Store
  extends JournalStore,
    DeliveryQueue,
    SummaryStore,
    ClaimStore,
    PeopleStore,
    PastStore,
    VectorStore,
    RunStore,
    TokenStore,
    AnswerStore,
    FlagStore,
    PresenceStore,
    SessionStore,
    TransferStore {
  /** A small write for health checks, kept as every other is: throws if the store cannot be used as the bot uses it. */
  ping(): Promise<void>;
  /**
   * Looks through all that is kept for damage, off the event loop. Throws `store.corrupt` if there is some, and so does `ping` until
   * a look finds none. A store whose server does so by itself has nothing to do.
   */
  inspect(): Promise<void>;
  close(): Promise<void>;
}
