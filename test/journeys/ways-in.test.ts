import { describe, expect, it } from 'vitest';
import type { SlackChannel, SlackMessage } from '#sandbox/stand-ins/slack/state.ts';
import { IDEA, type Journey, keysOf } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

/** A conversation of mia and whoever is given, in which she says something; the message. */
async function saidIn(
  journey: Journey,
  place: Partial<SlackChannel> & { readonly id: string },
  text: string,
): Promise<SlackMessage> {
  const { slack } = journey.running.sandbox;
  const state = slack.snapshot();
  const usual = { name: place.id.toLowerCase(), isPrivate: false, isArchived: false, user: null };
  state.channels[place.id] ??= { ...usual, members: [slack.userId('mia')], ...place };
  slack.restore(state);
  await slack.as('mia').say(text, { channel: place.id });
  const message = slack.snapshot().messages.findLast(({ channel }) => channel === place.id);
  if (message === undefined) throw new Error('nothing was said');
  return message;
}

const shortcutOn = (journey: Journey, person: string, message: SlackMessage) =>
  journey.running.act(() =>
    journey.running.sandbox.slack.as(person).messageShortcut(message, 'make_experiment'),
  );
const inputsOf = (journey: Journey, person: string) =>
  journey.modal(person).blocks.flatMap((block) => (block['type'] === 'input' ? [block['block_id']] : []));
const ideaIn = (journey: Journey, person: string) =>
  journey.modal(person).state.values['idea']?.['idea']?.['value'];
const onlyOne = async (journey: Journey) => {
  const keys = await keysOf(journey.running);
  expect(keys).toHaveLength(1);
  return journey.load(keys[0] ?? '');
};
const growth = ({ running }: Journey) => ({ id: running.sandbox.slack.channelId('growth') });

describe('“Make this an experiment” in the menu of a message', () => {
  it('opens the form with its words, begins in its channel and keeps its address', () =>
    withJourney(async (journey) => {
      const message = await saidIn(journey, growth(journey), IDEA);
      await shortcutOn(journey, 'priya', message);
      expect(ideaIn(journey, 'priya')).toBe(IDEA);
      expect(inputsOf(journey, 'priya')).toEqual(['idea', 'owner', 'later']);
      expect(await keysOf(journey.running)).toEqual([]);
      await journey.fill('priya', {});
      const { key, proposal, delivery } = await onlyOne(journey);
      expect(delivery.channel).toBe(growth(journey).id);
      expect(proposal.source).toMatchObject({ kind: 'message' });
      expect(await journey.card(key)).toMatch(/from a message/);
    }));

  it('shows no more than the form takes, without secrets, and says so', () =>
    withJourney(async (journey) => {
      const secret = `xoxb-${'1234567890'.repeat(2)}-${'AbCdEfGhIj'.repeat(2)}`;
      const text = `Move the gate &amp; &lt;b&gt;. Token ${secret}. ${'More words follow here. '.repeat(200)}`;
      await shortcutOn(journey, 'mia', await saidIn(journey, growth(journey), text));
      const idea = String(ideaIn(journey, 'mia'));
      expect(idea.length).toBeLessThanOrEqual(3_000);
      expect(idea).toContain('Move the gate & <b>.');
      expect(JSON.stringify(journey.modal('mia'))).not.toContain(secret);
      expect(JSON.stringify(journey.modal('mia').blocks)).toContain('Masked in your words: a secret');
    }));

  it.each([
    ['a direct message', { id: 'D0000000021', user: 'U0000000SAM' }, /direct message has no room/, false],
    [
      'a private channel without the bot',
      { id: 'C0000000022', isPrivate: true },
      /not in this private channel/,
      false,
    ],
    ['a channel shared with another company', { id: 'C0000000024', isShared: true }, /another company/, true],
  ])('asks for a channel if the message stands in %s', async (_name, place, words, isReadable) => {
    await withJourney(
      async (journey) => {
        await shortcutOn(journey, 'mia', await saidIn(journey, place, IDEA));
        expect(inputsOf(journey, 'mia')).toEqual(['idea', 'channel', 'owner', 'later']);
        expect(JSON.stringify(journey.modal('mia').blocks)).toMatch(words);
        const refused = await journey.fill('mia', { channel: place.id });
        expect(refused.errors['channel']).toMatch(/Choose another channel/);
        await journey.fill('mia', { channel: growth(journey).id });
        const { delivery, proposal } = await onlyOne(journey);
        expect(delivery.channel).toBe(growth(journey).id);
        // An address that the readers of the thread cannot open is not kept.
        expect(proposal.source !== undefined).toBe(isReadable);
      },
      { refusals: ['channel_not_found'] },
    );
  });

  it('does nothing for another company, and says so', () =>
    withJourney(async (journey) => {
      const { slack } = journey.running.sandbox;
      const message = await saidIn(journey, growth(journey), IDEA);
      const state = slack.snapshot();
      const eve = { id: 'U0000000EVE', name: 'eve', realName: 'Eve', isBot: false, isAdmin: false };
      state.users[eve.id] = { ...eve, isDeactivated: false, teamId: 'T0000000777' };
      slack.restore(state);
      await shortcutOn(journey, 'eve', message);
      expect(inputsOf(journey, 'eve')).toEqual([]);
      expect(JSON.stringify(journey.modal('eve').blocks)).toContain('another company');
    }));
});

describe('the shortcut “New experiment”', () => {
  it('opens the empty form, which asks for the channel', () =>
    withJourney(
      async (journey) => {
        await journey.running.act(() => journey.running.sandbox.slack.as('mia').shortcut('new_experiment'));
        expect(ideaIn(journey, 'mia') ?? '').toBe('');
        const refused = await journey.fill('mia', { idea: IDEA, channel: 'C0000000OUT' });
        expect(Object.keys(refused.errors)).toEqual(['channel']);
        await journey.fill('mia', { idea: IDEA, channel: growth(journey).id, later: ['later'] });
        const { status, proposal } = await onlyOne(journey);
        expect([status, proposal.source]).toEqual(['backlog', undefined]);
      },
      { refusals: ['channel_not_found'] },
    ));
});
