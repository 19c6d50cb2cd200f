import { expect, it } from 'vitest';
import { UNITS } from '#tools/own-platform/judge-experiment.ts';
import { playGroup } from '#tools/own-platform/play-group.ts';

it('every unit of every experiment counts once, from its assignment to the look', {
  timeout: 60_000,
}, async () => {
  const played = await playGroup(0, 6, 7);
  expect(played.map(({ units }) => units)).toEqual(Array.from({ length: 6 }, () => UNITS));
});
