import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createPostHogApi } from '#adapters/posthog/api.ts';
import { POSTHOG_ANSWERS } from '#sandbox/stand-ins/posthog/query-faults.ts';
import { createQueryLimit, QUERIES_PER_HOUR } from '#sandbox/stand-ins/posthog/query-limits.ts';
import { startPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';
import { createVirtualClock } from '#sandbox/virtual-clock.ts';
import { HOUR, MINUTE } from '#shared/clock.ts';

describe('the limit of queries', () => {
  it('lets 120 pass in any hour, and says when the next one may', () => {
    const clock = createVirtualClock(0);
    const limit = createQueryLimit(clock.now);
    for (let query = 0; query < QUERIES_PER_HOUR; query += 1) {
      expect(limit.take()).toBeNull();
      if (query === 59) clock.advance(20 * MINUTE);
    }
    const refused = limit.take();
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '2400' } });
    expect(JSON.parse(String(refused?.body))).toEqual({
      type: 'throttled_error',
      code: 'throttled',
      detail: 'Request was throttled. Expected available in 2400 seconds.',
      attr: null,
    });
    clock.advance(40 * MINUTE);
    for (let query = 0; query < 60; query += 1) expect(limit.take()).toBeNull();
    expect(limit.take()?.status).toBe(429);
    clock.advance(HOUR);
    expect(limit.take()).toBeNull();
  });

  it('is met at the wire by every key with the scope, whatever is asked', async () => {
    const posthog = await startPostHog({ now: () => 0 });
    posthog.limitQueries(1);
    const { url: host, projectId, personalApiKey } = posthog;
    const api = createPostHogApi({ host, projectId, personalApiKey }, 1_000);
    const ask = () => api.call('POST', '/query/', { query: 'nonsense' }, z.unknown());
    await expect(ask()).rejects.toMatchObject({ code: 'posthog.refused' });
    await expect(ask()).rejects.toMatchObject({ code: 'posthog.rate-limited', retryAfterMs: HOUR });
    await posthog.close();
  });

  it('is met with each answer of a real PostHog, if asked for', async () => {
    const posthog = await startPostHog({ now: () => 0 });
    const { url: host, projectId, personalApiKey } = posthog;
    const api = createPostHogApi({ host, projectId, personalApiKey }, 1_000);
    const codes = Object.values(POSTHOG_ANSWERS).map(async (answer) => {
      posthog.fail({ kind: { answer } });
      const thrown: unknown = await api.call('POST', '/query/', {}, z.unknown()).catch((fault) => fault);
      return thrown instanceof Error && 'code' in thrown ? thrown.code : null;
    });
    expect((await Promise.all(codes)).sort()).toEqual(
      [
        'forbidden',
        'forbidden',
        'query-too-large',
        'query-too-slow',
        'query-too-slow',
        'unauthorised',
        'unavailable',
      ].map((name) => `posthog.${name}`),
    );
    await posthog.close();
  });
});
