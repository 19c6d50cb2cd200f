/** Delivery state of one commit, every field as the store has it; `buried` is the stored name of a failed effect. Times in milliseconds since the Unix epoch. */
export interface DeliveryState {
  readonly state: 'pending' | 'delivered' | 'buried';
  readonly next: number;
  readonly effects: number;
  readonly attempts: number;
  readonly worker: string | null;
  readonly leaseUntil: number | null;
  readonly dueAt: number;
  readonly error: string | null;
}

/** A commit as stored (see `CommitRecord`) together with its delivery state. */
export interface StoredEntry {
  readonly id: string;
  readonly experiment: string;
  readonly version: number;
  readonly body: string;
  readonly delivery: DeliveryState;
}

export interface StoredClaim {
  readonly scope: string;
  readonly key: string;
  readonly at: number;
}

export interface StoredPerson {
  readonly slackUser: string;
  readonly pseudonym: string;
}

/** What moving a whole store needs beyond the other interfaces. For tools, while no bot writes to the store. */
export interface TransferStore {
  /** The entries of one experiment exactly as the store has them, by version. */
  entries(experiment: string): Promise<readonly StoredEntry[]>;
  /** One insert of an entry of another store, unchanged; false if its version is there already. */
  restore(entry: StoredEntry): Promise<boolean>;
  /** Claims after `after` in an order of the store's own, at most `limit`. */
  claimsAfter(
    after: Pick<StoredClaim, 'scope' | 'key'> | null,
    limit: number,
  ): Promise<readonly StoredClaim[]>;
  /** Pseudonym keys after this Slack user in an order of the store's own, at most `limit`. */
  peopleAfter(slackUser: string | null, limit: number): Promise<readonly StoredPerson[]>;
}
