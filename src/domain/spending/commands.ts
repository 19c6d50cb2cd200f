import type { AgentRun } from '#domain/agent-output.ts';

/** An approver lets the agents use as much again for one experiment. */
export type SpendingPersonBody = { readonly name: 'allowMore'; readonly message: string | null };

/** The bot goes on with work that stopped at a ceiling, because there is room again. */
export type SpendingBotBody = { readonly name: 'resumeWork' };

/** Calls that no other record holds, because a fault broke the work off or its result was no longer wanted: they were paid for. */
export type CallsBotBody = { readonly name: 'recordCalls'; readonly runs: readonly AgentRun[] };
