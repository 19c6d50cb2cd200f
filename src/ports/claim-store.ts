/** Acts that happen once: job buckets and inbound deliveries, claimed by unique insert. */
export interface ClaimStore {
  /** True for exactly one caller per (scope, key), ever. */
  claim(scope: string, key: string, at: number): Promise<boolean>;
  /** Whether a process claimed it, as far as the store remembers claims. */
  isClaimed(scope: string, key: string): Promise<boolean>;
  /** The greatest key claimed in a scope that is not after `upTo`, by code unit order; null if there is none. */
  lastClaim(scope: string, upTo: string): Promise<string | null>;
  /** Forgets claims made before `before`, at most `limit` at a time; returns how many. */
  sweepClaims(scope: string, before: number, limit: number): Promise<number>;
}
