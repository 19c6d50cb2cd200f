import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHealth } from '#app/health.ts';
import { createVirtualClock } from '#sandbox/virtual-clock.ts';
import { AppError } from '#shared/errors.ts';
import type { FaultCode } from '#shared/fault-codes.ts';

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
        store: { ok: true, latencyMs: 40, code: null },
        slack: { ok: false, latencyMs: 0, code: 'slack.unavailable' },
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

  it('is asked for again after a quarter of a minute, however often the page is read', async () => {
    const clock = createVirtualClock(0);
    const probe = vi.fn(fine);
    const health = createHealth(clock, { store: probe });
    await Promise.all([health(), health(), health()]);
    clock.advance(14_999);
    await health();
    expect(probe).toHaveBeenCalledTimes(1);
    clock.advance(1);
    await health();
    expect(probe).toHaveBeenCalledTimes(2);
  });

  it('does not wait for a dependency that never answers', async () => {
    vi.useFakeTimers();
    const health = createHealth(createVirtualClock(0), { store: fine, model: () => new Promise(() => {}) });
    const asked = health();
    await vi.advanceTimersByTimeAsync(3_000);
    expect((await asked).dependencies['model']).toMatchObject({ ok: false, code: 'timeout' });
  });
});
