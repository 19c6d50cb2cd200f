import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { scheduleTicks } from '#adapters/cron/schedule.ts';
import { MINUTE } from '#shared/clock.ts';
import { START } from '#test/support/experiments.ts';
import { gate, readableLog } from '#test/support/experiments-bench.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: START + 30_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('scheduleTicks', () => {
  it('ticks on the minute until stopped', async () => {
    const at: number[] = [];
    const ticking = scheduleTicks(async () => at.push((Date.now() - START) / MINUTE), readableLog().log);
    await vi.advanceTimersByTimeAsync(3 * MINUTE);
    expect(at.map(Math.floor)).toEqual([1, 2, 3]);
    await ticking.stop();
    await vi.advanceTimersByTimeAsync(3 * MINUTE);
    expect(at).toHaveLength(3);
  });

  it('swallows ticks while one runs', async () => {
    const finish = gate();
    const { log, lines } = readableLog();
    let ticks = 0;
    const ticking = scheduleTicks(async () => {
      ticks += 1;
      await finish.opened;
    }, log);
    await vi.advanceTimersByTimeAsync(3 * MINUTE);
    expect(ticks).toBe(1);
    expect(lines.map(({ level }) => level)).toEqual(['debug', 'debug']);
    finish.open();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(ticks).toBe(2);
    await ticking.stop();
  });

  it('goes on after a tick that failed', async () => {
    const { log, lines } = readableLog();
    const ticking = scheduleTicks(() => Promise.reject(new Error('no')), log);
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(lines.map(({ message }) => message)).toEqual(['a tick failed', 'a tick failed']);
    await ticking.stop();
  });
});
