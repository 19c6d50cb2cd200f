import { describe, expect, it } from 'vitest';
import { press } from '#desk/act/act.ts';
import { atDesk, HEARD } from '#test/support/desk-person.ts';
import { IDEA, MAIL } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { deciding, reach } from '#test/support/journey-stages.ts';

describe('acts on the desk', () => {
  it('take the same way as in Slack: refused for the requester, taken from another, seen in the thread', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia', IDEA);
      const mia = atDesk(journey, 'mia');
      const priya = atDesk(journey, 'priya');
      await unchanged(journey, key, async () => {
        expect(JSON.stringify(await mia.press(key, 'approve_plan'))).toContain('another person');
      });
      expect((await priya.press(key, 'approve_plan')).kind).toBe('done');
      expect((await journey.thread(key)).join('\n')).toContain('@priya');
      // Two approvers are needed here: the same person counts once.
      const { status } = await journey.load(key);
      if (status === 'in-review')
        expect((await atDesk(journey, 'sam').press(key, 'approve_plan')).kind).toBe('done');
      await reach(journey, key, ['implemented'], 0);
    }));

  it('open forms, refuse at the fields, and take what is right', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey, MAIL.idea, MAIL.form);
      const priya = atDesk(journey, 'priya');
      const form = await priya.press(key, 'decide_kill');
      expect(form.kind).toBe('form');
      expect(await priya.fill(form, {})).toMatchObject({ kind: 'form', errors: expect.anything() });
      expect((await journey.load(key)).status).toBe('deciding');
    }));

  it('are not taken if the page does not show the button', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia', IDEA);
      const message = await journey.spot(key, 'approve_plan');
      const priya = await atDesk(journey, 'priya').visit();
      const shown = { blocks: [], channel: message.channel };
      expect(await press(HEARD, priya, shown, { action: 'approve_plan', value: '{}' })).toEqual({
        kind: 'gone',
      });
      await unchanged(journey, key, async () => {
        expect((await atDesk(journey, 'priya').press(key, 'approve_plan', '{"experiment":"x"}')).kind).toBe(
          'gone',
        );
      });
    }));
});
