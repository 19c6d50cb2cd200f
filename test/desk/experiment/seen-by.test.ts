import { describe, expect, it } from 'vitest';
import { show } from '#test/desk/experiment/visit-of.ts';
import { atDesk } from '#test/support/desk-person.ts';
import { FORM, IDEA, keysOf, wholeForm } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

const SECRET = 'C000SECRET1';
const FILES = ['', '/record.md', '/data.json', '/data.csv', '/pictures/exposures.svg'];

describe('the page of an experiment in a private channel', () => {
  it('and its files are as if they did not exist, but for its members', () =>
    withJourney(async (journey) => {
      const { slack } = journey.running.sandbox;
      const state = slack.snapshot();
      state.channels[SECRET] = {
        ...{ isArchived: false, user: null, id: SECRET, name: 'secret', isPrivate: true },
        members: [...['mia', 'priya'].map(slack.userId), slack.botUserId],
      };
      slack.restore(state);
      await journey.running.act(() =>
        slack.as('mia').command('/experiment', wholeForm(IDEA), { channel: SECRET }),
      );
      await journey.fill('mia', FORM);
      const [key = ''] = await keysOf(journey.running);
      const [member, outsider] = [
        await atDesk(journey, 'priya').visit(),
        await atDesk(journey, 'sam').visit(),
      ];
      for (const file of FILES) {
        const path = `/experiments/${key}${file}`;
        expect(await show(outsider, path), path).toBeNull();
        // The plan has no launch yet, so there is no picture for its members either.
        if (!file.startsWith('/pictures')) expect(await show(member, path), path).not.toBeNull();
      }
      expect(await show(member, '/experiments/no-such-experiment')).toBeNull();
    }));
});
