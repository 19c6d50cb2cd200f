import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '#ports/store.ts';
import { describeClaims } from './store-claims.ts';
import { describeClockSkew } from './store-clock-skew.ts';
import { describeClaiming, describeHolding } from './store-deliveries.ts';
import { describeFlagParts } from './store-flag-parts.ts';
import { describeJournal } from './store-journal.ts';
import { describePasts } from './store-pasts.ts';
import { describeRuns } from './store-runs.ts';
import { describeSessions } from './store-sessions.ts';
import { describeSummaries } from './store-summaries.ts';
import { describeAnswers, describeTokens } from './store-tokens.ts';
import { describeTransfer } from './store-transfer.ts';

export interface StoreFixture {
  readonly store: Store;
  /** A further connection to the same data; null where there can be none. */
  readonly connect: (() => Promise<Store>) | null;
  /** Closes everything and removes the data. */
  readonly dispose: () => Promise<void>;
}

/** The parts of the contract get at the store of the present test by this. */
export type Subject = () => StoreFixture;

/** The contract of the `Store` port, the same for every adapter. `make` gives an empty store for every test. */
export function describeStore(name: string, make: () => Promise<StoreFixture>): void {
  describe(`store contract: ${name}`, () => {
    let fixture: StoreFixture | null = null;
    beforeEach(async () => {
      fixture = await make();
    });
    afterEach(async () => {
      await fixture?.dispose();
      fixture = null;
    });
    const subject: Subject = () => {
      if (fixture === null) throw new Error('the store of this test is not open');
      return fixture;
    };
    describeJournal(subject);
    describeClaiming(subject);
    describeHolding(subject);
    describeClockSkew(subject);
    describeSummaries(subject);
    describePasts(subject);
    describeRuns(subject);
    describeTokens(subject);
    describeAnswers(subject);
    describeFlagParts(subject);
    describeSessions(subject);
    describeClaims(subject);
    describeTransfer(subject);
  });
}
