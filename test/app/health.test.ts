import { afterEach, describe, expect, it, vi } from 'vitest';
import { postHog } from '#adapters/posthog/vendor.ts';
import { openSqliteStore } from '#adapters/sqlite/open.ts';
import { createHealth } from '#app/health.ts';
import { startPostHog } from '#sandbox/stand-ins/posthog/sandbox-posthog.ts';
import { createVirtualClock } from '#sandbox/virtual-clock.ts';
import { AppError } from '#shared/errors.ts';
import type { FaultCode } from '#shared/fault-codes.ts';
import { silentLogger } from '#shared/logger.ts';

const fine = async () => {};
const broken = (code: FaultCode) => async () => {
  throw new AppError({ code, kind: 'unavailable', vendor: null }, 'no answer');
};

afterEach(() => {
  vi.useRealTimers();
});

describe('the health of the dependencies', () => {
  it('is told one by one, with how long each took', async () => {
    const clock = createVirtualClock(0);
    const slow = async () => clock.advance(40);
    const health = createHealth(clock, { store: slow, slack: broken('slack.unavailable') });
    expect(await health()).toEqual({
      status: 'degraded',
      dependencies: {
        store: { ok: true, latencyMs: 40, code: null, advice: null },
        slack: { ok: false, latencyMs: 0, code: 'slack.unavailable', advice: null },
      },
    });
  });

  it.each([
    ['ok', fine, fine],
    ['degraded', fine, broken('github.unavailable')],
    ['down', broken('store.unreachable'), fine],
    ['down', broken('store.unreachable'), broken('github.unavailable')],
  ])('is %s', async (status, store, github) => {
    const health = createHealth(createVirtualClock(0), { store, github });
    expect(await health()).toMatchObject({ status });
  });

  it.each([
    ['store', 'down'],
    ['worker', 'down'],
    ['jobs', 'degraded'],
    ['clock', 'degraded'],
  ])('is told of the bot’s own %s in a sentence, and is %s', async (name, status) => {
    const health = createHealth(createVirtualClock(0), { [name]: broken('store.full'), github: fine });
    const report = await health();
    expect(report.status).toBe(status);
    expect(report.dependencies[name]).toMatchObject({ code: 'store.full', advice: 'no answer.' });
  });

  it('is asked for anew after the clock went back', async () => {
    let now = 0;
    const probe = vi.fn(fine);
    const health = createHealth({ now: () => now }, { store: probe });
    await health();
    now = -1;
    await health();
    expect(probe).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['store', 15_000],
    ['github', 60_000],
  ])('asks the %s again after %i ms, however often the page is read', async (name, kept) => {
    const clock = createVirtualClock(0);
    const probe = vi.fn(fine);
    const health = createHealth(clock, { [name]: probe });
    await Promise.all([health(), health(), health()]);
    clock.advance(kept - 1);
    await health();
    expect(probe).toHaveBeenCalledTimes(1);
    clock.advance(1);
    await health();
    expect(probe).toHaveBeenCalledTimes(2);
  });

  it('costs PostHog one request a minute that is not billed, if it is read every five seconds', async () => {
    const clock = createVirtualClock(0);
    const posthog = await startPostHog({ now: clock.now });
    const { url: host, projectId, personalApiKey } = posthog;
    const settings = {
      host,
      ingestionHost: host,
      projectId,
      personalApiKey,
      projectToken: null,
      queriesPerHour: 100,
    };
    const store = await openSqliteStore(':memory:');
    const ground = {
      clock,
      log: silentLogger,
      store,
      roles: () => ({ approvers: [], admins: [] }),
      repositories: () => [],
    };
    const health = createHealth(clock, { posthog: postHog.connect(settings, ground).probe });
    for (let second = 0; second < 600; second += 5) {
      expect(await health()).toMatchObject({ status: 'ok' });
      clock.advance(5_000);
    }
    expect(posthog.requests).toHaveLength(10);
    // Reading flags is billed, and queries are limited to 120 an hour.
    expect(posthog.requests.filter(({ path }) => /flag|query|decide/.test(path))).toEqual([]);
    await Promise.all([posthog.close(), store.close()]);
  });

  it('does not wait for a dependency that never answers', async () => {
    vi.useFakeTimers();
    const health = createHealth(createVirtualClock(0), { store: fine, model: () => new Promise(() => {}) });
    const asked = health();
    await vi.advanceTimersByTimeAsync(3_000);
    expect((await asked).dependencies['model']).toMatchObject({ ok: false, code: 'timeout' });
  });
});
