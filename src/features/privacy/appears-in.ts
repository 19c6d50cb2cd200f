import type { Commit } from '#domain/commit.ts';

/** Pseudonyms look like `p_` and letters or digits, wherever they stand. */
const PSEUDONYM = /\bp_[a-z0-9]+/g;

/** The pseudonyms of all people who act or are mentioned in some part of a journal. */
export function pseudonymsIn(part: Commit | readonly Commit[]): ReadonlySet<string> {
  return new Set(JSON.stringify(part).match(PSEUDONYM) ?? []);
}
