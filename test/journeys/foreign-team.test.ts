import { describe, expect, it } from 'vitest';
import { FORM, IDEA, keysOf, wholeForm } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';

/** Another workspace in which the same app is installed: what it sends carries the same signature. */
const FOREIGN = { fromTeam: 'T0000000999' };
const REFUSED = 'serves another Slack workspace';

describe('a signed delivery of another workspace', () => {
  it('lists, shows, changes and proposes nothing', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      await unchanged(journey, key, async () => {
        for (const text of [
          'list',
          `status ${key}`,
          `pause ${key} why`,
          `edit ${key}`,
          IDEA,
          wholeForm(IDEA),
        ]) {
          await journey.command('priya', text, FOREIGN);
          expect(journey.told('priya')).toContain(REFUSED);
          expect(journey.told('priya')).not.toContain(key);
        }
      });
      expect(journey.running.sandbox.slack.openViews('priya')).toEqual([]);
    }));

  it('approves nothing, also with the id of an approver', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia');
      await unchanged(journey, key, async () => {
        await journey.press('priya', key, 'approve_plan', FOREIGN);
        expect(journey.told('priya')).toContain(REFUSED);
      });
      await journey.press('priya', key, 'approve_plan');
      expect((await journey.load(key)).status).toBe('implemented');
    }));

  it('submits no form; the form stays open and says why', () =>
    withJourney(async (journey) => {
      await journey.command('mia', wholeForm(IDEA));
      const sent = await journey.fill('mia', FORM, FOREIGN);
      expect(Object.values(sent.errors).join()).toContain(REFUSED);
      expect(await keysOf(journey.running)).toEqual([]);
      await journey.fill('mia', FORM);
      expect(await keysOf(journey.running)).toHaveLength(1);
    }));
});
