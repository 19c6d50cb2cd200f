import { describe, expect, it } from 'vitest';
import { designOf } from '#domain/experiment.ts';
import { FORM, IDEA, type Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';

/** Asks for a plan that is too long; answers its key and what the thread says of it. */
async function tooLong(
  journey: Journey,
  form: Readonly<Record<string, string | readonly string[]>>,
  idea = IDEA,
) {
  const key = await journey.propose('mia', idea, { ...FORM, ...form });
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
  describe('a goal that the designer objects to', () => {
    const form = { ...FORM, goalMetric: 'revenue_per_user', smallestLift: '60', surface: 'e-mail' };
    const idea = 'Send the reminder in the evening, to people who visited once';
    const planned = async (journey: Journey) => {
      const key = await journey.propose('mia', idea, form);
      const { plan } = designOf(await journey.load(key));
      expect(plan.goal.key).toBe('revenue_per_user');
      return { key, objection: plan.reasoning?.objection, said: (await journey.thread(key)).at(-1) ?? '' };
    };

    it('is planned all the same, with the objection, and a press takes the other goal', () =>
      withJourney(async (journey) => {
        const { key, objection, said } = await planned(journey);
        expect(said).toMatch(
          /The designer would take \S.* as the goal, not Revenue per user: .+ A plan for it takes \d+ days\./,
        );
        await journey.press('mia', key, 'take_goal');
        const { plan } = designOf(await journey.load(key));
        expect(plan.goal.key).toBe(objection?.goalMetric);
        expect(plan.sizing.days).toBe(objection?.days);
        expect(plan.reasoning).not.toHaveProperty('objection');
        expect(await journey.thread(key)).toContainEqual(expect.stringContaining('Edited by @mia'));
      }));

    it('is settled once people have gone on with it: no second objection', () =>
      withJourney(async (journey) => {
        const { key } = await planned(journey);
        await journey.press('sam', key, 'request_changes');
        await journey.fill('sam', { reason: 'Say it in bigger letters' });
        const { plan } = designOf(await journey.load(key));
        expect([plan.goal.key, plan.reasoning?.objection]).toEqual(['revenue_per_user', undefined]);
        await journey.press('mia', key, 'edit_request');
        await journey.fill('mia', { smallestLift: '70' });
        const edited = designOf(await journey.load(key)).plan;
        expect([edited.request.smallestLift, edited.reasoning?.objection]).toEqual([0.7, undefined]);
      }));
  });

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
        const idea =
          'Load the pictures of the first gate later, so that pages open faster and players buy more';
        const { key, said } = await tooLong(journey, { goalMetric: 'revenue_per_user' }, idea);
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
