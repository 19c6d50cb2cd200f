import { describe, expect, it } from 'vitest';
import { DAY } from '#shared/clock.ts';
import { FORM, IDEA, keysOf, wholeForm } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

/** What Slack answers to an edit of a message that was there. */
const REFUSALS = [
  'edit_window_closed',
  'cant_update_message',
  'message_not_found',
  'is_inactive',
  'brand_new_error',
];

describe('edits that Slack refuses', () => {
  it.each(REFUSALS)('by %s hold up neither the planning nor the pull request', (error) =>
    withJourney(async (journey) => {
      const { slack } = journey.running.sandbox;
      slack.fail({ method: 'chat.update', kind: { error }, times: 10_000 });
      await journey.command('mia', wholeForm(IDEA));
      await journey.fill('mia', FORM);
      const [key = ''] = await keysOf(journey.running);
      expect((await journey.load(key)).status).toBe('in-review');
      await journey.press('priya', key, 'approve_plan');
      const { status, delivery } = await journey.load(key);
      expect(status).toBe('implemented');
      // An error that no document of Slack has is tried as often as any, and then left.
      if (error === 'brand_new_error') journey.takeErrors();
      else expect([delivery.failedEffects, journey.takeErrors()]).toEqual([[], []]);
      slack.clearFaults();
    }),
  );

  it('hold up no thread of a workspace in which no message can be edited after a minute', () =>
    withJourney(
      async (journey) => {
        const key = await journey.propose('mia');
        journey.running.sandbox.slack.limitEdits(60_000);
        await journey.running.advance(DAY);
        await journey.press('priya', key, 'approve_plan');
        const { status, delivery } = await journey.load(key);
        expect([status, delivery.failedEffects]).toEqual(['implemented', []]);
        expect((await journey.thread(key)).join()).toContain('pull request');
      },
      { refusals: ['edit_window_closed'] },
    ));
});
