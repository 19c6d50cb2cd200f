import { type Dispatcher, request } from 'undici';
import { ANSWER_BYTES, tooLargeAnswer, tooSlowAnswer, withBoundedAnswers } from '#shared/bounded-fetch.ts';

/** Longest wait for the beginning of an answer, and then for each further part of it, in milliseconds. */
const LIMIT = 10_000;
/** Longest that a whole body may take, in milliseconds: one that drips would hold its act for ever. */
const WHOLE = 30_000;
/** Statuses whose answers have no body; `Response` does not take one with them. */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * `fetch` for what Slack's client, response addresses and uploads need: texts or bytes there, texts back, whole, redirects not followed. The
 * platform's own leaves some 20 kB of each request behind that live until the next full collection of garbage (V8's short
 * collections take what waits for finalisation for alive), so that under load each collection held up acknowledgements for
 * 15 ms. Rejects if no whole answer came: after `limit` milliseconds if nothing comes, with `answer.too-slow` if the body is not whole after
 * `whole` milliseconds, and with `answer.too-large` above 16 MB.
 */
export function createSlackFetch(limit = LIMIT, whole = WHOLE): typeof fetch {
  const other = withBoundedAnswers(fetch);
  return async (input, init = {}) => {
    const { body: content, method = 'GET', signal = null } = init;
    // Forms and streams, which the bot does not send.
    if (input instanceof Request || !(content == null || isPlain(content))) return other(input, init);
    const answer = await request(String(input), {
      ...{ method, signal, headersTimeout: limit, bodyTimeout: limit },
      ...{ headers: Object.fromEntries(new Headers(init.headers)), body: content ?? null },
    });
    const text = await textOf(answer.body, whole);
    const { statusCode: status } = answer;
    return new Response(BODILESS.has(status) ? null : text, { status, headers: pairs(answer.headers) });
  };
}

/** The text of a body; gives the connection up if it passes a limit. */
async function textOf(body: Dispatcher.ResponseData['body'], milliseconds: number): Promise<string> {
  const timer = setTimeout(() => body.destroy(tooSlowAnswer(milliseconds)), milliseconds);
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      // Leaving the loop destroys the body.
      if (size > ANSWER_BYTES) throw tooLargeAnswer(ANSWER_BYTES);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    clearTimeout(timer);
  }
}

function isPlain(content: NonNullable<RequestInit['body']>): content is string | Uint8Array<ArrayBuffer> {
  return typeof content === 'string' || content instanceof Uint8Array;
}

function pairs(headers: Readonly<Record<string, string | string[] | undefined>>): [string, string][] {
  return Object.entries(headers).flatMap(([name, value = '']) =>
    (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, one]),
  );
}
