import { describe, expect, it } from 'vitest';
import type { Journey } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';

const OTHER = 'C0000OTHER1';

/** Makes sam a guest who was invited into one public channel alone, which is not that of the experiments. */
function invited({ running }: Journey, isGuest: boolean): void {
  const { slack } = running.sandbox;
  const state = slack.snapshot();
  const sam = slack.userId('sam');
  const growth = slack.channelId('growth');
  const here = state.channels[growth];
  if (here !== undefined)
    state.channels[growth] = { ...here, members: here.members.filter((one) => one !== sam) };
  const usual = { isArchived: false, user: null, isPrivate: false };
  state.channels[OTHER] = { ...usual, id: OTHER, name: 'other', members: [sam] };
  slack.restore(state);
  slack.changeUser(sam, { isGuest });
}

async function typed(journey: Journey, text: string): Promise<string> {
  const { slack } = journey.running.sandbox;
  await journey.running.act(() => slack.as('sam').command('/experiment', text, { channel: OTHER }));
  return journey.told('sam');
}

describe('a guest who is not in the public channel of an experiment', () => {
  it('neither reads it nor acts on it from a channel that they are in', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      invited(journey, true);
      await unchanged(journey, key, async () => {
        expect(await typed(journey, 'list')).not.toContain(key);
        expect(await typed(journey, `status ${key}`)).toContain('There is no experiment');
        expect(await typed(journey, `cancel ${key} why`)).toContain('There is no experiment');
      });
    }));

  it('is told of by being a guest alone: a member of the workspace reads it from there', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      invited(journey, false);
      expect(await typed(journey, 'list')).toContain(key);
    }));

  it('opens no channel to people of other companies', () =>
    withJourney(async (journey) => {
      invited(journey, true);
      expect(await typed(journey, 'external on')).toContain('no guest');
      expect(await journey.running.bot.coPilot.store.commits('$external')).toEqual([]);
    }));
});
