import { describe, expect, it } from 'vitest';
import type { SlackChannel } from '#sandbox/stand-ins/slack/state.ts';
import { IDEA, type Journey, keysOf } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

/** Makes a conversation in which mia types, and everything that she was told and shown there. */
async function typedIn(
  journey: Journey,
  parts: Partial<SlackChannel> & { readonly id: string },
  text: string,
) {
  const { slack } = journey.running.sandbox;
  const mia = slack.userId('mia');
  const state = slack.snapshot();
  const usual = { name: parts.id.toLowerCase(), isPrivate: false, isArchived: false, user: null };
  state.channels[parts.id] = { ...usual, members: [mia], ...parts };
  slack.restore(state);
  await journey.running.act(() => slack.as('mia').command('/experiment', text, { channel: parts.id }));
  return { told: journey.told('mia'), forms: slack.openViews('mia').length };
}

describe('an idea that is typed in a place that has no room for it', () => {
  it.each([
    [
      'a direct message',
      { id: 'D0000000011', name: 'directmessage', user: 'U0000000SAM' },
      /Type the same in a channel/,
    ],
    [
      'a direct message of several',
      { id: 'C0000000012', name: 'mpdm-mia--sam-1', isPrivate: true },
      /Type the same in a channel/,
    ],
    ['a private channel without the bot', { id: 'C0000000013', isPrivate: true }, /Type `\/invite`/],
    ['an archived channel', { id: 'C0000000014', isArchived: true }, /is archived/],
    ['a channel shared with another company', { id: 'C0000000015', isShared: true }, /another company/],
  ])('opens no form in %s and says what to do', async (_name, channel, words) => {
    await withJourney(
      async (journey) => {
        for (const text of [IDEA, `create ${IDEA}`, `new ${IDEA}`]) {
          const { told, forms } = await typedIn(journey, channel, text);
          expect(told).toMatch(words);
          expect(forms).toBe(0);
        }
        expect(await keysOf(journey.running)).toEqual([]);
      },
      { refusals: ['channel_not_found'] },
    );
  });

  it.each([
    [
      'a private channel with the bot',
      { id: 'C0000000016', isPrivate: true, members: ['U0000000MIA', 'U0000000BOT'] },
    ],
    ['a public one without', { id: 'C0000000017' }],
  ])('opens the form in %s', async (_name, channel) => {
    await withJourney(async (journey) => {
      expect((await typedIn(journey, channel, IDEA)).forms).toBe(1);
    });
  });

  it('opens the form all the same if Slack does not tell what the channel is', () =>
    withJourney(async (journey) => {
      journey.running.sandbox.slack.fail({ method: 'conversations.info', kind: { error: 'missing_scope' } });
      expect((await typedIn(journey, { id: 'C0000000018' }, IDEA)).forms).toBe(1);
    }));
});
