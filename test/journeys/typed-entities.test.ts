import { describe, expect, it } from 'vitest';
import { SANDBOX_CHANNEL } from '#sandbox/run-sandbox.ts';
import { FORM, wholeForm } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { merged } from '#test/support/journey-stages.ts';

const IDEA = 'Ask in #growth & show "<b>more</b>" as on https://shop.example/gifts?a=1&b=2';

describe('what Slack escapes in a command', () => {
  it('reads in the form, on the card and in the names at the vendors as people wrote it', () =>
    withJourney(async (journey) => {
      await journey.command('mia', wholeForm(IDEA));
      expect(journey.modal('mia').state.values['idea']?.['idea']?.['value']).toBe(IDEA);
      await journey.fill('mia', FORM);
      const [key = ''] = await journey.running.bot.coPilot.store.experimentKeys(null, 10);
      expect(key).toMatch(/^ask-in-growth-show-/);
      expect((await journey.load(key)).request.idea).toBe(IDEA);
      const said = [await journey.card(key), ...(await journey.thread(key))].join('\n');
      expect(said).toContain('#growth');
      expect(said).not.toMatch(/slack-id removed|<#|&amp;|C0{3,}/);
    }));

  it('names no id in the flag, the branch and the title', () =>
    withJourney(async (journey) => {
      const key = await merged(journey, 'Ask in #growth before the gate at level 40');
      const { design, code } = await journey.load(key);
      const named = JSON.stringify([key, design?.plan.flagKey, design?.plan.title, code?.pullRequest]);
      expect(named).not.toMatch(/slack-id|[cC]0[0-9A-Za-z]{6,}/);
    }));
});

describe('a command in a thread', () => {
  it('is refused by Slack before the bot hears of it', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      const { threadTs } = (await journey.load(key)).delivery;
      const where = { channel: SANDBOX_CHANNEL, thread: threadTs ?? '' };
      const sent = await journey.running.sandbox.slack
        .as('mia')
        .command('/experiment', `cancel ${key}`, where);
      expect(sent).toMatchObject({
        isSent: false,
        problem: '/experiment is not supported in threads. Sorry!',
      });
      expect((await journey.load(key)).status).toBe('in-review');
    }));
});
