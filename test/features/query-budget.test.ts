import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#shared/clock.ts';
import { type RunningExperiments, startRunning } from '#test/support/running-experiments.ts';

/** The most queries in any hour. */
function mostInAnHour(queries: readonly { readonly at: number }[]): number {
  return Math.max(
    0,
    ...queries.map(({ at }) => queries.filter((one) => one.at > at - HOUR && one.at <= at).length),
  );
}

async function watchedAt({ load }: RunningExperiments, count: number): Promise<readonly number[]> {
  const all = await Promise.all(Array.from({ length: count }, (_, index) => load(`experiment-${index}`)));
  return all.map(({ looks }) => looks.watch?.until ?? 0);
}

describe('the queries of many experiments', () => {
  it('stay under the limit of PostHog with 200 that run and 4 canaries, and every watch is taken', async () => {
    const running = await startRunning(200, 4);
    const start = running.clock.now();
    // The watches fall due in the 24th hour.
    await running.pass(25 * 4);
    const queries = running.queries();
    expect(queries.filter(({ status }) => status === 429)).toEqual([]);
    const day = queries.filter(({ at }) => at > start + HOUR);
    expect(mostInAnHour(queries)).toBeLessThanOrEqual(100);
    // 50 for 200 watches, 2 a quarter of an hour for the canaries.
    expect(day.length).toBeLessThanOrEqual(50 + 2 * (4 * 24 + 1));
    const watched = await watchedAt(running, 200);
    expect(watched.filter((at) => at === 0)).toEqual([]);
    await running.close();
  }, 120_000);

  it('end at a 429 in a walk over 50, keep quiet until PostHog allows more, and starve no experiment', async () => {
    const running = await startRunning(50);
    const start = running.clock.now();
    running.posthog.limitQueries(5);
    await running.pass(24 * 4);
    const first = running.queries();
    // All 50 fall due in the same hour: 5 questions of 4 are answered, the next one is refused, and no more are asked.
    expect(first.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await watchedAt(running, 50)).filter((at) => at > 0)).toHaveLength(20);
    // Until then nothing is asked, flags neither.
    const asked = running.posthog.requests.length;
    await running.askLooks();
    expect(running.posthog.requests).toHaveLength(asked);
    await running.pass(4);
    expect(
      running
        .queries()
        .slice(6)
        .map(({ status }) => status),
    ).toEqual([200, 200, 200, 200, 200, 429]);
    await running.pass(4);
    const watched = await watchedAt(running, 50);
    expect(watched.filter((at) => at === 0)).toEqual([]);
    expect(Math.max(...watched) - start).toBeLessThanOrEqual(DAY + 2 * HOUR);
    // The journal knows who had to wait, and that it is over; the thread heard nothing of two hours.
    const { looks } = await running.load('experiment-0');
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, index) => running.load(`experiment-${index}`)),
    );
    expect(all.flatMap((one) => Object.values(one.looks.faults ?? {}))).toEqual([]);
    expect(looks.recovery).toBeUndefined();
    await running.close();
  }, 60_000);
});
