import { expect, it } from 'vitest';
import { type Played, runSchedules } from '#tools/chaos/run-schedules.ts';

it('a schedule at which its thread breaks is stuck, and the next is played', async () => {
  const played: Played[] = [];
  await runSchedules({
    ...{ seeds: [7, 8], threads: 1, storeFails: false, traces: '' },
    // No thread can open a store at such an address.
    uri: 'mongodb://',
    onPlayed: (one) => played.push(one),
  });
  expect(played.map(({ seed, problems }) => [seed, problems.map(({ kind }) => kind)])).toEqual([
    [7, ['stuck']],
    [8, ['stuck']],
  ]);
  expect(played[0]?.problems[0]?.what).toMatch(/^its thread broke: .*MONGODB_URI/);
});
