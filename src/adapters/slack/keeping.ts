import type { Clock } from '#shared/clock.ts';
import { attempt } from './attempt.ts';

/** Answers that are kept at a time. */
const MOST = 2_000;

/**
 * A question to Slack whose answers are kept, by the id that it is about, for so long (milliseconds). It is asked once for all that ask at
 * the same time; a fault is not kept.
 */
export function keeping<Answer>(clock: Clock, forMs: number, ask: (id: string) => Promise<Answer>) {
  const kept = new Map<string, { readonly at: number; readonly answer: Promise<Answer> }>();
  return (id: string): Promise<Answer> => {
    const known = kept.get(id);
    if (known !== undefined && clock.now() - known.at < forMs) return known.answer;
    if (kept.size >= MOST) kept.clear();
    const answer = attempt(() => ask(id));
    kept.set(id, { at: clock.now(), answer });
    answer.catch(() => kept.delete(id));
    return answer;
  };
}
