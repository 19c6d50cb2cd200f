import { describe, expect, it } from 'vitest';
import { FORM, IDEA, type Journey, keysOf, wholeForm } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

/** What the bot has written to a person directly. */
function directTo({ running }: Journey, person: string): readonly string[] {
  const { slack } = running.sandbox;
  const user = slack.userId(person);
  const direct = Object.values(slack.snapshot().channels).find((channel) => channel.user === user);
  return direct === undefined ? [] : slack.messages(direct.id).map(({ text }) => text);
}

/** Proposes where the bot may not post: Slack refuses the card, as often as told. */
async function proposeUninvited(journey: Journey, error: string): Promise<string> {
  journey.running.sandbox.slack.fail({ method: 'chat.postMessage', kind: { error } });
  await journey.command('mia', wholeForm(IDEA));
  await journey.fill('mia', FORM);
  expect(journey.takeErrors().map(({ fields }) => fields['kind'])).toEqual(['card']);
  const [key = ''] = await keysOf(journey.running);
  return key;
}

describe.each(['not_in_channel', 'channel_not_found'])('a channel that answers %s', (error) => {
  it('is told to the requester alone; after an invitation, retry brings everything', () =>
    withJourney(async (journey) => {
      const key = await proposeUninvited(journey, error);
      expect(journey.running.sandbox.slack.messages('growth')).toEqual([]);
      const [said = '', ...more] = directTo(journey, 'mia');
      expect(more).toEqual([]);
      expect(said).toContain('Invite');
      expect(said).toContain(`/experiment retry ${key}`);
      expect(said).toContain('Nothing is lost');

      await journey.command('mia', `retry ${key}`);
      const {
        status,
        delivery: { failedEffects },
      } = await journey.load(key);
      expect([status, failedEffects]).toEqual(['in-review', []]);
      expect(journey.running.sandbox.slack.messages('growth')).toHaveLength(1);
      expect(await journey.card(key)).toContain('Waiting for an approver');
      await journey.press('priya', key, 'approve_plan');
      expect((await journey.load(key)).status).toBe('implemented');
      expect(directTo(journey, 'mia')).toHaveLength(1);
    }));
});

describe('a card that fails again', () => {
  it('is told again, once, and can still be retried', () =>
    withJourney(async (journey) => {
      const key = await proposeUninvited(journey, 'channel_not_found');
      journey.running.sandbox.slack.fail({
        method: 'chat.postMessage',
        kind: { error: 'channel_not_found' },
      });
      await journey.command('mia', `retry ${key}`);
      expect(journey.takeErrors()).toHaveLength(1);
      expect(directTo(journey, 'mia')).toHaveLength(2);
      expect((await journey.load(key)).delivery.failedEffects).toHaveLength(1);
      await journey.command('mia', `retry ${key}`);
      expect((await journey.load(key)).status).toBe('in-review');
    }));

  it('and a direct message that fails too is silent', () =>
    withJourney(async (journey) => {
      const { slack } = journey.running.sandbox;
      slack.fail({ method: 'chat.postMessage', kind: { error: 'channel_not_found' }, times: 2 });
      await journey.command('mia', wholeForm(IDEA));
      await journey.fill('mia', FORM);
      expect(journey.takeErrors().map(({ fields }) => fields['kind'])).toEqual(['card', 'post']);
      const [key = ''] = await keysOf(journey.running);
      expect(directTo(journey, 'mia')).toEqual([]);
      await journey.command('mia', `retry ${key}`);
      const {
        status,
        delivery: { failedEffects },
      } = await journey.load(key);
      expect([status, failedEffects, directTo(journey, 'mia')]).toEqual(['in-review', [], []]);
    }));
});
