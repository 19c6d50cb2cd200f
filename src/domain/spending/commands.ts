import type { AgentRun } from '#domain/agent-output.ts';

/** An approver lets the agents use as much again for one experiment. */
export type SpendingPersonBody = { readonly name: 'allowMore'; readonly message: string | null };

/** The bot goes on with work that stopped at a ceiling, because there is room again, and keeps the books. */
export type SpendingBotBody =
  | { readonly name: 'resumeWork' }
  /** Calls of work that a fault broke off: they were paid for, and nothing else tells of them. */
  | { readonly name: 'recordCalls'; readonly runs: readonly AgentRun[] };
