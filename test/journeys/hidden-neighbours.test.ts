import { describe, expect, it } from 'vitest';
import type { Experiment } from '#domain/experiment.ts';
import { overlappingWith } from '#features/analyse-experiment/overlapping.ts';
import { earlierExperiments } from '#features/design-plan/earlier-requests.ts';
import { namesOfOthers } from '#features/launch-experiment/one-per-surface.ts';
import { HOUR } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { launched } from '#test/support/journey-stages.ts';

const OTHER = 'C0000OTHER1';

/** The keys that the thread of an experiment in another channel may come to name, of one that runs on its surface. */
async function named(journey: Journey, key: string): Promise<readonly string[]> {
  const { coPilot } = journey.running.bot;
  const found = await journey.load(key);
  const here: Experiment = {
    ...{ ...found, key: 'here' },
    delivery: { ...found.delivery, channel: OTHER },
  };
  const lists = await Promise.all([
    overlappingWith(coPilot, here).then((all) => all.map(({ experiment }) => experiment)),
    earlierExperiments(coPilot, here).then((all) => all.map((one) => one.key)),
    namesOfOthers(coPilot, here),
  ]);
  return lists.flat();
}

/** Changes the channel of the experiment, and adds the one that reads; what the bot knew of them is out of date then. */
async function change(journey: Journey, places: { isPrivate: boolean; isShared: boolean }): Promise<void> {
  const { slack } = journey.running.sandbox;
  const state = slack.snapshot();
  const growth = state.channels[slack.channelId('growth')];
  if (growth !== undefined) state.channels[growth.id] = { ...growth, isPrivate: places.isPrivate };
  const usual = { isArchived: false, user: null, isPrivate: false, members: [slack.botUserId] };
  state.channels[OTHER] = { ...usual, id: OTHER, name: 'other', isShared: places.isShared };
  slack.restore(state);
  await journey.running.advance(HOUR, { step: HOUR });
}

describe('an experiment that runs beside one of another channel', () => {
  it('is named there if its channel is public', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      await change(journey, { isPrivate: false, isShared: false });
      expect(await named(journey, key)).toEqual([key, key, key]);
    }));

  it.each([
    ['is private', { isPrivate: true, isShared: false }],
    ['is public, and people of another company read there', { isPrivate: false, isShared: true }],
  ])('is not named there if its channel %s', (_name, places) =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      await change(journey, places);
      expect(await named(journey, key)).not.toContain(key);
    }),
  );
});
