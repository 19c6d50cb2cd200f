import { describe, expect, it } from 'vitest';
import { FORM, IDEA } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';

describe('a plan of high risk that one approver has approved', () => {
  it('keeps its approval if a form comes back unchanged, and names it if an edit makes it void', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia', IDEA, { ...FORM, smallestLift: '6', risk: 'high' });
      await journey.press('priya', key, 'approve_plan');
      await unchanged(journey, key, async () => {
        await journey.press('mia', key, 'edit_request');
        const sent = await journey.fill('mia', {});
        expect(JSON.stringify(sent.errors)).toContain('Nothing was changed in the form');
      });
      expect((await journey.load(key)).design?.approvals).toHaveLength(1);
      await journey.fill('mia', { split: '40 / 60' });
      const plans = (await journey.thread(key)).filter((text) => text.includes('== Plan:'));
      expect(plans[0]).toContain('Edited by @mia. The approval of @priya no longer counts');
      expect(plans.at(-1)).toContain('The approval of @priya was for the plan before, and no longer counts.');
    }));

  it('says so if the edit of an approver leaves too few who may approve, and who can help', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia', IDEA, { ...FORM, smallestLift: '6', risk: 'high' });
      await journey.press('sam', key, 'edit_request');
      await journey.fill('sam', { split: '40 / 60' });
      const plan = (await journey.thread(key)).findLast((text) => text.includes('== Plan:'));
      expect(plan).toContain(
        'This takes two approvers, and only one may do it: authors and the owner may not.',
      );
      expect(plan).toContain('An admin can add approvers');
    }));

  it('is not sent back to the agents by a person who may only suggest', () =>
    withJourney(async (journey) => {
      const key = await journey.propose('mia', IDEA, { ...FORM, smallestLift: '6', risk: 'high' });
      await journey.press('priya', key, 'approve_plan');
      await unchanged(journey, key, () => journey.press('ada', key, 'request_changes'));
      expect(journey.told('ada')).toContain('Write in this thread what should be different');
      await unchanged(journey, key, () => journey.press('ada', key, 'edit_request'));
      expect(journey.told('ada')).toContain('Write in this thread what should be different');
    }));
});
