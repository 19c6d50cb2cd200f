import type { Store } from '#ports/store.ts';

/**
 * Guards that can be switched off, each by a store that leaves it out, to show that the harness notices:
 * - `idempotency`: no attempt knows of an earlier one, so nothing is looked for before it is made again
 * - `lease`: a claim excludes no other worker, and a worker that confirms its lease is told that it holds
 * - `atomic-insert`: the second of two writers is told that its commit was written
 */
export const SWITCHES = {
  idempotency: (store: Store): Store => ({
    ...store,
    claimDue: async (claim) => (await store.claimDue(claim)).map((due) => ({ ...due, attempts: 1 })),
  }),
  lease: (store: Store): Store => ({
    ...store,
    claimDue: (claim) => store.claimDue({ ...claim, leaseMs: 0 }),
    renew: async () => true,
    advance: (id, worker, next) => store.advance(id, worker, next, 0),
  }),
  'atomic-insert': (store: Store): Store => ({
    ...store,
    append: async (commit) => {
      await store.append(commit);
      return 'appended';
    },
  }),
} as const satisfies Readonly<Record<string, (store: Store) => Store>>;

export type Switch = keyof typeof SWITCHES;
