import { describe, expect, it } from 'vitest';
import { postHogFault } from '#adapters/posthog/fault-kinds.ts';
import { createQueryPace, type QueryPurpose } from '#adapters/posthog/query-pace.ts';
import { createVirtualClock } from '#sandbox/virtual-clock.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';

/** A pace whose queries are counted, and whose answers may be faults. */
function paced(perHour: number) {
  const clock = createVirtualClock(DAY);
  const pace = createQueryPace(clock, perHour);
  let asked = 0;
  const ask = (purpose: QueryPurpose, fault: Error | null = null) =>
    pace.run(purpose, async () => {
      asked += 1;
      if (fault !== null) throw fault;
      return asked;
    });
  return { clock, ask, count: () => asked, check: pace.check };
}

const limited = (retryAfterMs: number | null) => postHogFault('rate-limited', 'wait', { retryAfterMs });

describe('the pace of queries', () => {
  it('lets jobs ask so many in any hour, and says when the next one may', async () => {
    const { clock, ask, count, check } = paced(3);
    await ask('job');
    clock.advance(20 * MINUTE);
    await ask('job');
    await ask('job');
    const refusal = { code: 'posthog.rate-limited', kind: 'rate-limited', retryAfterMs: 40 * MINUTE };
    await expect(ask('job')).rejects.toMatchObject(refusal);
    expect(() => check('job')).toThrow(/queries that PostHog allows in an hour are used up/);
    expect(() => check('plan')).not.toThrow();
    expect(count()).toBe(3);
    clock.advance(40 * MINUTE);
    await ask('job');
    await expect(ask('job')).rejects.toMatchObject({ retryAfterMs: 20 * MINUTE });
  });

  it('keeps the rest for plans, which count all the same', async () => {
    const { ask } = paced(2);
    await ask('plan');
    await ask('job');
    await expect(ask('job')).rejects.toMatchObject({ code: 'posthog.rate-limited' });
    await expect(ask('plan')).resolves.toBe(3);
  });

  it('asks nothing until the moment that PostHog names, for plans neither', async () => {
    const { clock, ask, count } = paced(100);
    await expect(ask('job', limited(30 * MINUTE))).rejects.toThrow('wait');
    clock.advance(29 * MINUTE);
    await expect(ask('job')).rejects.toMatchObject({ retryAfterMs: MINUTE });
    await expect(ask('plan')).rejects.toMatchObject({ retryAfterMs: MINUTE });
    expect(count()).toBe(1);
    clock.advance(MINUTE);
    await expect(ask('job')).resolves.toBe(2);
  });

  it('waits an hour at most, and not at all if no moment is named', async () => {
    const { clock, ask } = paced(100);
    await expect(ask('job', limited(DAY))).rejects.toThrow('wait');
    clock.advance(HOUR);
    await expect(ask('job', limited(null))).rejects.toThrow('wait');
    await expect(ask('job')).resolves.toBe(3);
  });

  it('does not wait for a clock that went back', async () => {
    let now = DAY;
    const pace = createQueryPace({ now: () => now }, 1);
    const refused = pace.run('job', () => Promise.reject(limited(HOUR)));
    await expect(refused).rejects.toThrow('wait');
    now -= 2 * HOUR;
    await expect(pace.run('job', async () => 'asked')).resolves.toBe('asked');
  });
});
