import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { postHogFault } from './fault-kinds.ts';

const LONGEST_PAUSE = 5_000;

/** What PostHog answers, with 202 or 200, while it goes on computing. Once it has ended, `results` is the whole answer. */
const computing = z.object({ query_status: z.object({ id: z.string(), complete: z.literal(false) }) });
const ended = z.object({ query_status: z.object({ complete: z.literal(true), results: z.unknown() }) });

export interface Awaiting {
  /** Asks for the state of the query with this id, which uses up no query. */
  readonly poll: (id: string) => Promise<unknown>;
  /** Aborts when the time is over. */
  readonly signal: AbortSignal;
  /** Milliseconds until the first question; each later pause is twice as long, up to five seconds. */
  readonly pollMs: number;
}

/**
 * The answer of a query as it is once PostHog has computed it; any other answer as it is. Throws `posthog.query-pending`
 * if the time is over before.
 */
export async function awaitQuery(answer: unknown, { poll, signal, pollMs }: Awaiting): Promise<unknown> {
  const id = idOf(answer);
  if (id === null) return answer;
  let latest = answer;
  for (let pause = pollMs; idOf(latest) !== null; pause = Math.min(LONGEST_PAUSE, pause * 2)) {
    try {
      await sleep(pause, undefined, { signal });
      latest = await poll(id);
    } catch (thrown) {
      if (!signal.aborted) throw thrown;
      const message = 'PostHog is still computing the query. The bot asks again later.';
      throw postHogFault('query-pending', message, { cause: thrown });
    }
  }
  const parsed = ended.safeParse(latest);
  return parsed.success ? parsed.data.query_status.results : latest;
}

function idOf(answer: unknown): string | null {
  const parsed = computing.safeParse(answer);
  return parsed.success ? parsed.data.query_status.id : null;
}
