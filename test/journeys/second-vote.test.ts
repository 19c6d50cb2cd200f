import { describe, expect, it } from 'vitest';
import { type Journey, MAIL } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { deciding } from '#test/support/journey-stages.ts';
import { useSettingsFile } from '#test/support/settings-file.ts';

const file = useSettingsFile();

/** Plays with priya as the only approver. */
async function alone(play: (journey: Journey) => Promise<void>): Promise<void> {
  await file.replace('approvers: [U00000PRIYA, U0000000SAM]', 'approvers: [U00000PRIYA]');
  await withJourney(play, { settingsFile: file.path });
}

describe('a decision that takes two approvers', () => {
  it('is not begun if no second one exists, and says so at once', () =>
    alone(async (journey) => {
      const key = await deciding(journey, MAIL.idea, MAIL.form);
      await unchanged(journey, key, () => journey.press('mia', key, 'decide_kill'));
      expect(journey.told('mia')).toMatch(/another person has to decide.*@priya can\.$/s);
      await unchanged(journey, key, () => journey.press('priya', key, 'decide_kill'));
      expect(journey.told('priya')).toMatch(
        /takes two approvers, and there is no second one.*roles.approvers/s,
      );
      expect(() => journey.modal('priya')).toThrow('no modal');
      await journey.press('priya', key, 'decide_ship');
      expect((await journey.load(key)).status).toBe('decided');
    }));

  it('cannot be typed or asked for in a form by the only approver', () =>
    alone(async (journey) => {
      const key = await deciding(journey, MAIL.idea, { ...MAIL.form, smallestLift: '5' });
      await unchanged(journey, key, () => journey.command('mia', `stop ${key} the season is over`));
      expect(journey.told('mia')).toContain('another person has to decide');
      await unchanged(journey, key, () => journey.command('priya', `stop ${key} the season is over`));
      expect(journey.told('priya')).toContain('there is no second one');
      await journey.command('priya', `extend ${key}`);
      await journey.press('priya', key, 'extend_experiment');
      expect(() => journey.modal('priya')).toThrow('there is no second one');
    }));

  it('asks before the plain press of another approver counts as the second vote', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey);
      const report = await journey.spot(key, 'decide_ship');
      await journey.pressOn('priya', report, 'decide_ship');
      await journey.fill('priya', { reason: 'Legal asked for it' });
      await unchanged(journey, key, () => journey.pressOn('sam', report, 'decide_ship'));
      expect(journey.told('sam')).toMatch(
        /@priya wants to ship it against the recommendation.*Legal asked for it/s,
      );
      expect(journey.told('sam')).toContain('To confirm it, press Confirm on');
      await journey.press('sam', key, 'confirm_ship');
      expect((await journey.load(key)).decision.record).toMatchObject({ decision: 'ship', overrides: true });
    }));

  it('is confirmed by any press of another approver if it is as the rules recommend', () =>
    withJourney(async (journey) => {
      const key = await deciding(journey, MAIL.idea, { ...MAIL.form, risk: 'high' });
      const report = await journey.spot(key, 'decide_ship');
      await journey.pressOn('priya', report, 'decide_ship');
      await journey.pressOn('sam', report, 'decide_ship');
      expect((await journey.load(key)).status).toBe('decided');
    }));
});
