import { describe, expect, it } from 'vitest';
import { designOf } from '#domain/experiment.ts';
import { FORM, IDEA, type Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

/** Asks for a plan that is too long; answers its key and what the thread says of it. */
async function tooLong(journey: Journey, form: Readonly<Record<string, string | readonly string[]>>) {
  const key = await journey.propose('mia', IDEA, { ...FORM, ...form });
  expect((await journey.load(key)).failure).toMatchObject({ reason: 'impossible' });
  return { key, said: (await journey.thread(key)).at(-1) ?? '' };
}

/** Takes what a button offers; answers the plan that comes of it. */
async function taken(journey: Journey, key: string, button: string) {
  await journey.press('mia', key, button);
  const experiment = await journey.load(key);
  expect([experiment.status, experiment.failure]).toEqual(['in-review', null]);
  return designOf(experiment).plan;
}

/** A request for which every plan is too long, and what code offers in its place. */
export function alternativesJourneys(): void {
  describe('a plan that would be too long', () => {
    it('offers the lift that four weeks detect, and a press plans with it', () =>
      withJourney(async (journey) => {
        const { key, said } = await tooLong(journey, { smallestLift: '1' });
        const [, lift = ''] = /Size it to see ([\d.]+) %: \d+ days/.exec(said) ?? [];
        expect(said).toContain('Any of these can be planned');
        const plan = await taken(journey, key, 'take_lift');
        expect(plan.request).toMatchObject({ smallestLift: 0.01, expectedLift: Number(lift) / 100 });
        expect(plan.sizing.days).toBeLessThanOrEqual(28);
        const [failed = ''] = (await journey.thread(key)).filter((text) => text.includes('no plan yet'));
        expect(failed).toContain('Edited by @mia');
      }));

    it('offers more of the traffic, the least that is enough', () =>
      withJourney(async (journey) => {
        const { key, said } = await tooLong(journey, { trafficShare: '10' });
        expect(said).toMatch(/Use (all traffic|\d+ % of the traffic): \d+ days/);
        const plan = await taken(journey, key, 'take_traffic');
        expect(plan.request.trafficShare).toBeGreaterThan(0.1);
      }));

    it('offers a wider margin, or to only watch a guardrail that takes too long to prove', () =>
      withJourney(async (journey) => {
        const held = { guardrailMetrics: ['crash_rate'], mustHold: ['crash_rate'] };
        const wider = await tooLong(journey, held);
        expect(wider.said).toMatch(
          /Allow Crash rate [\d.]+ % worse: 22 days.*Only watch Crash rate: 22 days/s,
        );
        const margins = await taken(journey, wider.key, 'take_margins');
        expect(margins.guardrails).toMatchObject([{ metric: { key: 'crash_rate' }, sizedFor: true }]);
        expect(margins.guardrails[0]?.margin).toBeGreaterThan(0.05);
        const { key } = await tooLong(journey, held);
        const watched = await taken(journey, key, 'take_guardrails');
        expect(watched.guardrails).toMatchObject([{ metric: { key: 'crash_rate' }, sizedFor: false }]);
      }));

    it('offers another goal that the designer reads beside it, if that one fits', () =>
      withJourney(async (journey) => {
        const { key, said } = await tooLong(journey, { goalMetric: 'revenue_per_user' });
        expect(said).toMatch(/Take .+ as the goal: \d+ days/);
        const plan = await taken(journey, key, 'take_goal');
        expect(plan.goal.key).not.toBe('revenue_per_user');
      }));

    it('takes nothing from a message that the request has left behind', () =>
      withJourney(async (journey) => {
        const { key } = await tooLong(journey, { smallestLift: '1' });
        const seen = await journey.spot(key, 'take_lift');
        await taken(journey, key, 'take_lift');
        await journey.pressOn('mia', seen, 'take_lift');
        expect(journey.told('mia')).not.toBe('');
        expect((await journey.load(key)).status).toBe('in-review');
      }));
  });
}
