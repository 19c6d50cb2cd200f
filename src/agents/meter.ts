import type { AgentFailure, AgentRun } from '#domain/agent-output.ts';

/** Counts what the agents use for one piece of work, and stops them at a ceiling. */
export interface Meter {
  /** Why the agents may not ask now; null if they may. */
  readonly stop: () => Promise<Pick<AgentFailure, 'reason' | 'detail'> | null>;
  /** Counts an answer that was paid for. */
  readonly note: (run: AgentRun) => void;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}
