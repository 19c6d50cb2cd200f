import { describe, expect, it } from 'vitest';
import { FORM, IDEA, type Journey, keysOf, wholeForm } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

/** Shares the channel of the experiments with another company. */
async function share({ running }: Journey): Promise<void> {
  const { slack } = running.sandbox;
  const state = slack.snapshot();
  const channel = state.channels[slack.channelId('growth')];
  if (channel !== undefined) state.channels[channel.id] = { ...channel, isShared: true };
  slack.restore(state);
  await running.advance(5 * 60_000, { step: 5 * 60_000 });
}

describe('a channel that was shared with another company while a form was open', () => {
  it.each([
    ['whole', wholeForm(IDEA), FORM],
    ['short', IDEA, {}],
  ])('gets no new experiment by the %s form, which stays open and says why', (_name, text, form) =>
    withJourney(async (journey) => {
      await journey.command('mia', text);
      await share(journey);
      const sent = await journey.fill('mia', form);
      expect(Object.values(sent.errors).join()).toContain('another company');
      expect(await keysOf(journey.running)).toEqual([]);
    }),
  );
});

describe('a channel of which Slack does not say who reads it', () => {
  it('gets no form, and says why', () =>
    withJourney(async (journey) => {
      journey.running.sandbox.slack.fail({ method: 'conversations.info', kind: 'http-500' });
      await journey.command('mia', wholeForm(IDEA));
      expect(() => journey.modal('mia')).toThrow('no modal');
      expect(journey.told('mia')).toContain('Slack does not tell me now who reads this channel');
    }));

  it('gets no new experiment by a form that lay open, and gets it when Slack answers again', () =>
    withJourney(async (journey) => {
      await journey.command('mia', wholeForm(IDEA));
      journey.running.sandbox.slack.fail({ method: 'conversations.info', kind: 'http-500' });
      const sent = await journey.fill('mia', FORM);
      expect(Object.values(sent.errors).join()).toContain(
        'Slack does not tell me now who reads this channel',
      );
      expect(await keysOf(journey.running)).toEqual([]);
      journey.running.sandbox.slack.clearFaults();
      await journey.fill('mia', FORM);
      expect(await keysOf(journey.running)).toHaveLength(1);
    }));
});
