import { describe, expect, it } from 'vitest';
import { MINUTE } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { draftOf, LOOKED, pullOf, textWith } from '#test/support/journey-drafts.ts';
import { forgetWebhooks } from '#test/support/journey-github.ts';
import { implemented } from '#test/support/journey-stages.ts';

async function pullMessage(journey: Journey, key: string): Promise<string> {
  return textWith(journey, key, 'is open on');
}

describe('the checks of a draft', () => {
  it('stand in one line of its message, which is edited, and lead to "Ready for review"', () =>
    withJourney(async (journey) => {
      const key = await implemented(journey);
      const { github } = journey.running.sandbox;
      const { commit } = await draftOf(journey, key);
      expect(await pullMessage(journey, key)).toContain('Checks: None has begun yet');
      const messages = (await journey.thread(key)).length;
      await github.ci.check({ name: 'unit', commit, conclusion: null });
      github.ci.status(commit, 'legacy/lint', 'pending');
      await journey.running.advance(LOOKED);
      expect(await pullMessage(journey, key)).toContain('2 have begun on');
      await expect(journey.spot(key, 'mark_ready')).rejects.toThrow('no message');
      github.ci.status(commit, 'legacy/lint', 'success');
      await github.ci.check({ name: 'unit', commit, conclusion: 'success' });
      await journey.running.advance(LOOKED);
      expect(await pullMessage(journey, key)).toContain(`All 2 passed on \`${commit.slice(0, 7)}\``);
      expect((await journey.thread(key)).length).toBe(messages);

      await unchanged(journey, key, () => journey.press('ada', key, 'mark_ready'));
      expect(journey.told('ada')).toContain('may mark the pull request ready for review');
      expect((await draftOf(journey, key)).isDraft).toBe(true);
      await journey.press('mia', key, 'mark_ready');
      expect((await draftOf(journey, key)).isDraft).toBe(false);
      expect(await pullMessage(journey, key)).toContain('It is ready for review');
      await expect(journey.spot(key, 'mark_ready')).rejects.toThrow('no message');
    }));

  it('are said to be none if none begins, and nothing is claimed of the code', () =>
    withJourney(async (journey) => {
      const key = await implemented(journey);
      await journey.running.advance(20 * MINUTE);
      expect(await pullMessage(journey, key)).toContain('so nothing has run this code');
      await expect(journey.spot(key, 'mark_ready')).rejects.toThrow('no message');
    }));

  it('are noticed without a webhook, too', () =>
    withJourney(async (journey) => {
      const key = await implemented(journey);
      const { github } = journey.running.sandbox;
      await forgetWebhooks(github);
      const { commit } = await draftOf(journey, key);
      await github.ci.check({ name: 'unit', commit, conclusion: 'success' });
      await journey.running.advance(LOOKED);
      expect(await pullMessage(journey, key)).toContain('The only one passed');
    }));

  it('of a commit by another hand are shown, and the bot pushes no more', () =>
    withJourney(async (journey) => {
      const key = await implemented(journey);
      const { github } = journey.running.sandbox;
      const { branch } = await pullOf(journey, key);
      const pushed = await github.reviewers.pushTo(branch, 'sam', { 'NOTES.md': 'by hand\n' });
      await github.ci.check({ name: 'unit', commit: pushed, conclusion: 'failure', log: 'boom' });
      await journey.running.advance(LOOKED);
      expect(await textWith(journey, key, 'has a commit that the bot did not make')).toContain(
        pushed.slice(0, 7),
      );
      expect(await pullMessage(journey, key)).toMatch(/unit .*failed on/);
      await journey.running.advance(LOOKED);
      expect((await draftOf(journey, key)).commit).toBe(pushed);
      const told = (await journey.thread(key)).filter((text) => text.includes('did not make:'));
      expect(told).toHaveLength(1);
    }));

  it('of the past do not let a press through: a push after the last look is noticed first', () =>
    withJourney(async (journey) => {
      const key = await implemented(journey);
      const { github } = journey.running.sandbox;
      const { commit } = await draftOf(journey, key);
      await github.ci.check({ name: 'unit', commit, conclusion: 'success' });
      await journey.running.advance(LOOKED);
      const { branch } = await pullOf(journey, key);
      await github.reviewers.pushTo(branch, 'sam', { 'NOTES.md': 'by hand\n' });
      await journey.press('mia', key, 'mark_ready');
      expect((await draftOf(journey, key)).isDraft).toBe(true);
      expect(await textWith(journey, key, 'has a commit that the bot did not make')).toContain('An engineer');
    }));
});
