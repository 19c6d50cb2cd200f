import type { AgentRun } from '#domain/agent-output.ts';

/** Work that stopped at a ceiling goes on, or calls of work that was broken off are counted. */
export type SpendingEvent =
  | { readonly type: 'moreAllowed'; readonly by: string }
  | { readonly type: 'workResumed' }
  | { readonly type: 'callsCounted'; readonly runs: readonly AgentRun[] };
