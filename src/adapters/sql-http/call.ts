import { warehouseFault } from '#ports/sql-faults.ts';
import { withBoundedAnswers } from '#shared/bounded-fetch.ts';
import { AppError } from '#shared/errors.ts';

/** One request to the HTTP interface of a database. */
export interface HttpCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What is posted; null to get what is there. */
  readonly body: string | null;
}

/** What came back. */
export interface HttpAnswer {
  readonly status: number;
  /** The body; null if it is no JSON. */
  readonly json: unknown;
  /** How long the far side wants to be left alone, in milliseconds; null if it does not say. */
  readonly retryAfterMs: number | null;
}

/** Sends a request. Throws `warehouse.unreachable` if no answer comes, and `warehouse.unexpected-answer` for a success that is no JSON. */
export type SqlCaller = (call: HttpCall, signal: AbortSignal) => Promise<HttpAnswer>;

/** A caller of a database that people know as `vendor`. Redirects are not followed: they would carry the token elsewhere. */
export function createCaller(vendor: string, send: typeof fetch = fetch): SqlCaller {
  const bounded = withBoundedAnswers(send);
  return async ({ url, headers, body }, signal) => {
    const { status, text, retryAfter } = await ask();
    const json = parsed(text);
    if (json === null && status < 300)
      throw warehouseFault(
        'unexpected-answer',
        `What answers at WAREHOUSE_URL does not speak as ${vendor} does. Check the address.`,
      );
    return { status, json, retryAfterMs: retryAfter };

    async function ask() {
      try {
        const method = body === null ? 'GET' : 'POST';
        const answer = await bounded(url, { method, headers, body, signal, redirect: 'error' });
        const said = answer.headers.get('retry-after') ?? '';
        return {
          status: answer.status,
          text: await answer.text(),
          retryAfter: /^\d{1,6}$/.test(said) ? Number(said) * 1_000 : null,
        };
      } catch (cause) {
        if (cause instanceof AppError) throw cause;
        throw warehouseFault(
          'unreachable',
          `${vendor} does not answer. Check WAREHOUSE_URL, and that the bot may reach it.`,
          { cause },
        );
      }
    }
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
