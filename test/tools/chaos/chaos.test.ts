import { expect, it } from 'vitest';
import { play } from './play.ts';

it('chaos finds nothing lost, doubled or stuck', async () => {
  expect(await play({ schedules: 1 })).toEqual([]);
});
