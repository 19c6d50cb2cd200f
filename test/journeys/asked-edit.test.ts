import { describe, expect, it } from 'vitest';
import { designOf } from '#domain/experiment.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

/** Sam asks for changes on Mia's plan in these words. */
async function commented(journey: Journey, comment: string): Promise<string> {
  const key = await journey.propose('mia');
  await journey.press('sam', key, 'request_changes');
  await journey.fill('sam', { reason: comment });
  return key;
}

const last = async (journey: Journey, key: string) => (await journey.thread(key)).at(-1) ?? '';

describe('a comment on a plan that asks for another request', () => {
  it('comes back as an edit with a button, which the form has in it', () =>
    withJourney(async (journey) => {
      const key = await commented(journey, 'Use visit rate as the goal, and 70/30');
      expect(await last(journey, key)).toMatch(
        /The comment asks for another request.*Goal metric: Visit rate \(now 7-day retention\).*Split: 70 % \/ 30 % \(now 50 % \/ 50 %\)/s,
      );
      await journey.press('mia', key, 'edit_request');
      const { values } = journey.modal('mia').state;
      expect(values['split']?.['split']?.['value']).toBe('70 / 30');
      await journey.fill('mia', { smallestLift: '10' });
      const { request } = designOf(await journey.load(key)).plan;
      expect(request).toMatchObject({ goalMetric: 'visit_rate', split: [0.7, 0.3], surface: 'level gate' });
    }));

  it('can be left: the plan is made again with the request as it is, and the reader is not asked again', () =>
    withJourney(async (journey) => {
      const key = await commented(journey, 'Use visit rate as the goal');
      await journey.press('mia', key, 'retry_design');
      const experiment = await journey.load(key);
      expect([experiment.status, designOf(experiment).plan.request.goalMetric]).toEqual([
        'in-review',
        'retention_7d',
      ]);
      await journey.press('mia', key, 'edit_request');
      const { goalMetric } = journey.modal('mia').state.values;
      expect(JSON.stringify(goalMetric)).toContain('retention_7d');
      const asked = journey.running.sandbox.model?.requests().filter(({ role }) => role === 'change-reader');
      expect(asked).toHaveLength(1);
    }));

  it.each([
    ['other words', 'Say it in bigger letters', false],
    ['more than the model can read', 'Use visit rate as the goal', true],
  ])('goes to the designer if it asks for %s', (_name, comment, refuses) =>
    withJourney(async (journey) => {
      if (refuses) journey.running.sandbox.model?.fail({ kind: 'refuses', times: 1, role: 'change-reader' });
      const key = await commented(journey, comment);
      const { status, proposal, request } = await journey.load(key);
      expect([status, request.goalMetric]).toEqual(['in-review', 'retention_7d']);
      expect(proposal.comments).toEqual([comment]);
    }),
  );
});
