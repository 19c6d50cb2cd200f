import { setTimeout as sleep } from 'node:timers/promises';
import { type ConnectionFinding, checkConnections, sentencesOf } from '#app/check-connections.ts';
import type { Logger } from '#shared/logger.ts';

/** Milliseconds between two rounds of checks that were not answered. */
const ROUND = 15_000;

/** What a wait for connections needs. */
export interface WaitGround {
  readonly log: Logger;
  /** Ends the wait. */
  readonly stopping: AbortSignal;
  /** Milliseconds between two rounds; 15 seconds if left out. */
  readonly roundMs?: number;
}

/**
 * Asks what did not answer again and again, until all of it does or something turns out to be wrong. Returns the sentences of what is
 * wrong; none if all is well, or if the wait was ended.
 */
export async function untilAnswered(
  first: readonly ConnectionFinding[],
  { log, stopping, roundMs = ROUND }: WaitGround,
): Promise<readonly string[]> {
  let open = first.filter(({ outcome }) => outcome === 'waiting');
  for (let told: readonly string[] = []; open.length > 0; ) {
    const sentences = sentencesOf(open, 'waiting');
    for (const reason of sentences.filter((sentence) => !told.includes(sentence)))
      log.warn('a connection does not answer yet; the bot tries again', { reason });
    told = sentences;
    await sleep(roundMs, undefined, { signal: stopping }).catch(() => {});
    if (stopping.aborted) return [];
    const found = await checkConnections(open.map(({ check }) => check));
    const wrong = sentencesOf(found, 'wrong');
    if (wrong.length > 0) return wrong;
    open = found.filter(({ outcome }) => outcome === 'waiting');
  }
  return [];
}
