import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createPostHogApi } from '#adapters/posthog/api.ts';
import { startWire, type Wire } from '#sandbox/stand-ins/http/wire.ts';

let wire: Wire | null = null;
afterEach(async () => {
  await wire?.close();
  wire = null;
});

const computing = { query_status: { id: 'q1', complete: false }, results: null };
const rows = { results: [['control', 3]], columns: ['arm', 'units'] };

/** A PostHog that answers a query with these one after the other, the last of them again and again. */
async function querying(answers: readonly (readonly [status: number, body: unknown])[], timeoutMs = 2_000) {
  const asked: string[] = [];
  wire = await startWire({
    handle: ({ method, path }) => {
      const [status, body] = answers[Math.min(asked.length, answers.length - 1)] ?? [500, null];
      asked.push(`${method} ${path}`);
      return { status, body: JSON.stringify(body) };
    },
  });
  const api = createPostHogApi(
    { host: wire.url, projectId: '42', personalApiKey: 'phx_1', timeoutMs, pollMs: 1 },
    60_000,
  );
  return { asked, answer: api.call('POST', '/query/', {}, z.object({ results: z.array(z.unknown()) })) };
}

describe('a query that PostHog goes on computing', () => {
  it('is asked for until it has ended', async () => {
    const done = { query_status: { id: 'q1', complete: true, error: false, results: rows } };
    const { answer, asked } = await querying([
      [202, computing],
      [202, computing],
      [200, done],
    ]);
    expect(await answer).toEqual({ results: rows.results });
    const poll = 'GET /api/projects/42/query/q1/';
    expect(asked).toEqual(['POST /api/projects/42/query/', poll, poll]);
  });

  it('is one also if PostHog answers 200', async () => {
    const done = { query_status: { id: 'q1', complete: true, results: rows } };
    const { answer } = await querying([
      [200, computing],
      [200, done],
    ]);
    expect(await answer).toEqual({ results: rows.results });
  });

  it('is pending if the time is over, and may be asked for again', async () => {
    const { answer } = await querying([[202, computing]], 60);
    await expect(answer).rejects.toMatchObject({ code: 'posthog.query-pending', retryable: true });
  });

  it('tells in the words of PostHog why it failed', async () => {
    const failed = { query_status: { id: 'q1', complete: true, error: true, error_message: 'Too slow.' } };
    const { answer } = await querying([
      [202, computing],
      [400, failed],
    ]);
    const message = expect.stringContaining('“Too slow.”');
    await expect(answer).rejects.toMatchObject({ code: 'posthog.refused', message });
  });
});
