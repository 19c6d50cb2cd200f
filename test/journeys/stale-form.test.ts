import { expect, it } from 'vitest';
import { MINUTE } from '#shared/clock.ts';
import { FORM, IDEA, keysOf, wholeForm } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

it('a form begins no experiment in a private channel that its person has left meanwhile', () =>
  withJourney(async (journey) => {
    await journey.command('mia', wholeForm(IDEA));
    const { slack } = journey.running.sandbox;
    const state = slack.snapshot();
    const channel = state.channels[slack.channelId('growth')];
    const mia = slack.userId('mia');
    if (channel !== undefined)
      state.channels[channel.id] = {
        ...channel,
        isPrivate: true,
        members: channel.members.filter((one) => one !== mia),
      };
    slack.restore(state);
    await journey.running.advance(15 * MINUTE, { step: 5 * MINUTE });
    const sent = await journey.fill('mia', FORM);
    expect(Object.values(sent.errors).join()).toContain('not in that channel');
    expect(await keysOf(journey.running)).toEqual([]);
  }));
