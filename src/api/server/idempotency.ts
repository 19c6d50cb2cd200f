import { z } from 'zod';
import type { CoPilot } from '#features/co-pilot.ts';
import type { AnswerStore } from '#ports/answer-store.ts';
import { hashOf } from '#shared/canonical-json.ts';
import { DAY, MINUTE } from '#shared/clock.ts';
import { shortId } from '#shared/ids.ts';
import type { ApiAnswer } from './api-request.ts';
import { problem, problemAnswer } from './problem.ts';

/** How long a process may work on a request before another one takes it over. */
const PATIENCE = MINUTE;
/** How long an answer is kept. */
export const KEPT_ANSWERS = DAY;

const KEY = /^[\x21-\x7e]{1,200}$/;
const WORK = /^(\d+)\.([a-z0-9]+)$/;
const Kept = z.object({
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

/** The work on one request, under a name that a repeated request comes back to. */
export interface Work {
  readonly id: string;
  /** When it began first, milliseconds since the Unix epoch. */
  readonly since: number;
  /** An earlier try may have done it, because it ended without an answer. */
  readonly isAgain: boolean;
}

/** What makes a request the same as another: all that it says. */
export interface Repeatable {
  readonly token: string;
  /** Of the header `Idempotency-Key`; undefined if there is none. */
  readonly key: string | undefined;
  readonly content: readonly string[];
  /** What is kept of an answer that holds a secret; the answer itself if left out. */
  readonly kept?: ApiAnswer;
}

/**
 * Does the work on a request once for each key of a token, and gives the first answer to those that repeat it. A refusal is not kept,
 * because it changed nothing. The store decides between processes; one that ended in the middle is followed after a minute. What was
 * thrown says not whether the work was done, so the next try follows at once and under the same name.
 */
export async function doOnce(
  { store, clock }: { readonly store: AnswerStore } & Pick<CoPilot, 'clock'>,
  { token, key, content, kept: instead }: Repeatable,
  work: (work: Work) => Promise<ApiAnswer>,
): Promise<ApiAnswer> {
  const at = clock.now();
  const own = shortId(20);
  if (key === undefined) return work({ id: own, since: at, isAgain: false });
  if (!KEY.test(key))
    return problemAnswer(
      problem(422, 'Idempotency-Key has 1 to 200 letters, digits and signs, without spaces.'),
    );
  const id = hashOf([token, key]);
  const asked = { id, token, request: hashOf(content), at, work: `${at}.${own}` };
  const { isOurs, kept } = await store.beginAnswer(asked, at - PATIENCE);
  if (kept.request !== asked.request) {
    const detail = 'Another request came with this Idempotency-Key. Give each request a key of its own.';
    return problemAnswer(problem(422, detail));
  }
  if (kept.answer !== null) return repeated(kept.answer);
  if (!isOurs) {
    const detail = 'The same request is at work. Try again in a moment; the answer will be the same.';
    return problemAnswer(problem(409, detail, { headers: { 'retry-after': '5' } }));
  }
  const [, since = '', name = ''] = WORK.exec(kept.work) ?? [];
  const isAgain = kept.work !== asked.work;
  // Begun that early, it is taken over by the next try; by a later moment than ours it is at work elsewhere.
  const leave = () => store.beginAnswer({ ...asked, at: at - PATIENCE - 1 }, at + 1);
  try {
    const answer = await work({ id: name, since: Number(since), isAgain });
    if (answer.status < 300) await store.keepAnswer(id, at, JSON.stringify(instead ?? answer));
    // An earlier try may have done what this one is refused.
    else if (isAgain) await leave();
    else await store.dropAnswer(id, at);
    return answer;
  } catch (thrown) {
    await leave();
    throw thrown;
  }
}

function repeated(kept: string): ApiAnswer {
  const answer = Kept.parse(JSON.parse(kept));
  return { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } };
}
