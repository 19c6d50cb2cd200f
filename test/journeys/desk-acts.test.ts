import { describe, expect, it } from 'vitest';
import { press, submit } from '#desk/act/act.ts';
import { DESK_BUTTONS, OFFERED } from '#desk/act/shown-at.ts';
import { atDesk, HEARD } from '#test/support/desk-person.ts';
import { IDEA, keysOf, MAIL } from '#test/support/journey.ts';
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

  it('take no person and no channel that Slack would not offer, and keep what was typed', () =>
    withJourney(
      async (journey) => {
        const mia = atDesk(journey, 'mia');
        const form = await press(HEARD, await mia.visit(), OFFERED, {
          action: DESK_BUTTONS.propose.action_id ?? '',
          value: DESK_BUTTONS.propose.value ?? '',
        });
        if (form.kind !== 'form') throw new Error('no form opens');
        const { slack } = journey.running.sandbox;
        const right = { channel: slack.channelId('growth'), owner: slack.userId('mia') };
        const problemsOf = async (changes: Partial<typeof right>) => {
          const given = { ...right, ...changes };
          const posted = (name: string) => {
            const [block = ''] = name.split('.');
            if (block === 'channel' || block === 'owner') return [given[block]];
            return block === 'idea' ? ['Show the price of shipping in the cart'] : [];
          };
          const outcome = await submit(HEARD, await mia.visit(), form.form, posted);
          return outcome.kind === 'form' ? outcome.errors : outcome;
        };
        expect(await problemsOf({ owner: right.channel })).toEqual({ owner: expect.anything() });
        expect(await problemsOf({ owner: 'UNOBODY99' })).toEqual({
          owner: 'Choose a person of this workspace.',
        });
        expect(await problemsOf({ owner: slack.botUserId })).toEqual({ owner: expect.anything() });
        expect(await problemsOf({ channel: right.owner })).toEqual({ channel: expect.anything() });
        expect(await problemsOf({ channel: 'C0NOWHERE1' })).toEqual({
          channel: 'Choose a channel that you may see.',
        });
        expect(await keysOf(journey.running)).toEqual([]);
        expect(await problemsOf({})).toMatchObject({
          kind: 'done',
          began: expect.stringContaining('show-the-price'),
        });
      },
      { refusals: ['user_not_found', 'channel_not_found'] },
    ));
});
