import type { Finding, ProposedImplementation } from '#gate/change.ts';

/** Reasons against a change that puts the planned one behind its flag; empty if there is none. */
export function checkImplementedChange(_change: ProposedImplementation): Promise<readonly Finding[]> {
  return Promise.resolve([]);
}
