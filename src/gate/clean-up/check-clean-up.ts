import type { Finding, ProposedCleanUp } from '#gate/change.ts';

/** Reasons against a change that takes the flag out; empty if there is none. */
export function checkCleanUpChange(_change: ProposedCleanUp): Promise<readonly Finding[]> {
  return Promise.resolve([]);
}
