import { describe, expect, it } from 'vitest';
import type { Status } from '#domain/status.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { type Journey, MAIL } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { unitsMeet } from '#test/support/journey-flags.ts';
import { merged, reach } from '#test/support/journey-stages.ts';

/** A bystander pauses, no bystander and no author resumes, an approver does; the flag is as it was. */
async function pausedAndBack(journey: Journey, key: string, status: Status): Promise<void> {
  const before = unitsMeet(journey, key);
  expect((await journey.load(key)).status).toBe(status);
  await journey.command('ada', `pause ${key} support has too many calls`);
  expect(unitsMeet(journey, key)).toBe('off');
  expect((await journey.thread(key)).at(-1)).toContain('Paused by @ada: “support has too many calls”');
  expect(await journey.card(key)).toContain('paused');
  await unchanged(journey, key, () => journey.press('ada', key, 'resume_experiment'));
  expect(journey.told('ada')).toContain('Only approvers may do this');
  await unchanged(journey, key, () => journey.press('mia', key, 'resume_experiment'));
  expect(journey.told('mia')).toContain('another person has to decide');
  await journey.press('sam', key, 'resume_experiment');
  expect(unitsMeet(journey, key)).toBe(before);
  expect((await journey.load(key)).status).toBe(status);
}

/** A pause at every status at which the flag may be on. */
export function pauseJourneys(): void {
  describe('a pause', () => {
    it('stops the change for any person at every status with the flag on, and an approver brings it back', () =>
      withJourney(async (journey) => {
        const key = await merged(journey, MAIL.idea, MAIL.form);
        await journey.press('priya', key, 'launch');
        await pausedAndBack(journey, key, 'verifying');
        await reach(journey, key, ['running']);
        await journey.press('ada', key, 'pause_experiment');
        const old = await journey.spot(key, 'resume_experiment');
        await journey.press('sam', key, 'resume_experiment');
        await unchanged(journey, key, () => journey.pressOn('sam', old, 'resume_experiment'));
        await pausedAndBack(journey, key, 'running');
        await reach(journey, key, ['deciding'], 35);
        await pausedAndBack(journey, key, 'deciding');
        await journey.press('priya', key, 'decide_ship');
        await pausedAndBack(journey, key, 'decided');
        await journey.command('ada', `pause ${key}`);
        await journey.running.advance(2 * DAY, { step: 6 * HOUR });
        expect((await journey.load(key)).status).toBe('decided');
        expect(unitsMeet(journey, key)).toBe('off');
        await journey.command('sam', `resume ${key}`);
        await reach(journey, key, ['cleaning-up']);
        await pausedAndBack(journey, key, 'cleaning-up');
        await journey.command('ada', `pause ${key}`);
        const { cleanUp } = await journey.load(key);
        await journey.running.merge(cleanUp?.pullRequest?.number ?? 0, 'sam');
        expect((await journey.thread(key)).at(-1)).toContain('all users get the change');
        await journey.running.advance(3 * DAY, { step: 6 * HOUR });
        expect((await journey.load(key)).status).toBe('cleaning-up');
        await journey.command('sam', `resume ${key}`);
        await reach(journey, key, ['completed']);
      }));
  });
}
