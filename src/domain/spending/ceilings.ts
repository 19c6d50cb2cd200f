import type { AgentRun } from '#domain/agent-output.ts';
import { count } from '#domain/figures.ts';

/** How much the agents may use. Dollars count as far as prices are known; tokens, in and out, always do. */
export interface Ceiling {
  readonly usd: number;
  readonly tokens: number;
}

/** What the agents may use for one experiment, and in one day (UTC) for all that are neither completed nor cancelled. */
export interface Ceilings {
  readonly experiment: Ceiling;
  readonly day: Ceiling;
}

/** Ample for a usual experiment, and an end for one that runs in circles. */
export const CEILINGS: Ceilings = {
  experiment: { usd: 5, tokens: 2_000_000 },
  day: { usd: 50, tokens: 20_000_000 },
};

/** What calls have used: every paid answer, also one that was cut off or declined. */
export function usedBy(runs: readonly Pick<AgentRun, 'costUsd' | 'inputTokens' | 'outputTokens'>[]): Ceiling {
  return {
    usd: runs.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0),
    tokens: runs.reduce((sum, { inputTokens, outputTokens }) => sum + inputTokens + outputTokens, 0),
  };
}

/** The sum of two amounts. */
export function together(one: Ceiling, other: Ceiling): Ceiling {
  return { usd: one.usd + other.usd, tokens: one.tokens + other.tokens };
}

/** The ceiling of an experiment: each time that an approver allowed more adds as much again. */
export function ceilingOf({ raised = 0 }: { readonly raised?: number }, { experiment }: Ceilings): Ceiling {
  return { usd: experiment.usd * (raised + 1), tokens: experiment.tokens * (raised + 1) };
}

/** Which part of a ceiling is reached, in words (`$5.00 of $5.00`); null if none is. */
export function reachedWords(used: Ceiling, ceiling: Ceiling): string | null {
  if (used.usd >= ceiling.usd) return `${dollars(used.usd)} of ${dollars(ceiling.usd)}`;
  return used.tokens >= ceiling.tokens ? `${count(used.tokens)} of ${count(ceiling.tokens)} tokens` : null;
}

function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`;
}
