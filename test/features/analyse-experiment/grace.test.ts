import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import { startRunning } from '#test/support/running-experiments.ts';

/** Until when the newest query read, and the watch that came of it. */
async function watchWith(graceMs: number) {
  const running = await startRunning(1, 0, graceMs);
  const start = running.clock.now();
  await running.pass(25 * 4);
  const body: unknown = JSON.parse(
    running.posthog.requests.findLast(({ path }) => path.endsWith('/query/'))?.body ?? '',
  );
  const { looks } = await running.load('experiment-0');
  await running.close();
  return { start, asked: JSON.stringify(body), watch: looks.watch };
}

describe('the grace for late events', () => {
  it('lets a look read less than its moment, which stays as it is registered', async () => {
    const { start, asked, watch } = await watchWith(90 * MINUTE);
    expect(asked).toContain(new Date(start + DAY - 90 * MINUTE).toISOString());
    expect(asked).not.toContain(new Date(start + DAY).toISOString());
    expect(watch).toMatchObject({ until: start + DAY, readUntil: start + DAY - 90 * MINUTE });
  });

  it('is none if it is set to 0', async () => {
    const { start, asked, watch } = await watchWith(0);
    expect(asked).toContain(new Date(start + DAY).toISOString());
    expect(watch).not.toHaveProperty('readUntil');
    expect((watch?.until ?? 0) - start).toBeLessThan(DAY + HOUR);
  });
});
