import { describe, expect, it } from 'vitest';
import { createPace } from '#adapters/slack/pace.ts';

describe('the pace of posts', () => {
  it('lets one a second through per channel, in the order of asking', async () => {
    const slept: number[] = [];
    const pace = createPace(
      () => 5_000,
      async (milliseconds) => {
        slept.push(milliseconds);
      },
    );
    for (const channel of ['C1', 'C1', 'C2', 'C1']) await pace(channel);
    expect(slept).toEqual([1_000, 2_000]);
  });

  it('delays no message that comes a second later', async () => {
    let now = 0;
    const slept: number[] = [];
    const pace = createPace(
      () => now,
      async (milliseconds) => {
        slept.push(milliseconds);
      },
    );
    await pace('C1');
    now = 1_000;
    await pace('C1');
    expect(slept).toEqual([]);
  });
});
