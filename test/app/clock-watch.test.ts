import { describe, expect, it } from 'vitest';
import { createClockWatch } from '#app/clock-watch.ts';
import { HOUR, MINUTE } from '#shared/clock.ts';

/** A machine's clock and one that never jumps. */
function setUp() {
  let now = 1_000 * HOUR;
  let elapsed = 0;
  const probe = createClockWatch({ now: () => now }, () => elapsed);
  return {
    probe,
    pass: (milliseconds: number) => {
      now += milliseconds;
      elapsed += milliseconds;
    },
    jump: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

describe('the watch over the clock', () => {
  it('finds nothing while time passes, and when a time service corrects seconds', async () => {
    const { probe, pass, jump } = setUp();
    for (let turn = 0; turn < 50; turn += 1) {
      pass(HOUR);
      jump(30_000);
      await probe();
    }
  });

  it.each([
    [2 * HOUR, 'ahead by 7200 seconds'],
    [-2 * HOUR, 'back by 7200 seconds'],
  ])('tells of a jump of %i ms for a quarter of an hour', async (by, words) => {
    const { probe, pass, jump } = setUp();
    pass(MINUTE);
    jump(by);
    const told = { code: 'clock.jumped', message: expect.stringContaining(words) };
    await expect(probe()).rejects.toMatchObject(told);
    pass(14 * MINUTE);
    await expect(probe()).rejects.toMatchObject(told);
    pass(2 * MINUTE);
    await probe();
  });
});
