import { describe, expect, it } from 'vitest';
import { POSTHOG_ANSWERS } from '#sandbox/stand-ins/posthog/query-faults.ts';
import { DAY, HOUR, MINUTE } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { launched, merged } from '#test/support/journey-stages.ts';

const FAILS = /cannot read the figures|cannot check the canary/;
const WORKS = /reads the figures of this experiment again|checks the canary again/;

/** How often the thread heard that readings fail, and that they work again. */
async function heard(journey: Journey, key: string): Promise<readonly [fails: number, works: number]> {
  const thread = await journey.thread(key);
  return [FAILS, WORKS].map((words) => thread.filter((text) => words.test(text)).length) as [number, number];
}

/** The newest message that says that a reading fails. */
async function newestFailure(journey: Journey, key: string): Promise<string> {
  return (await journey.thread(key)).findLast((text) => FAILS.test(text)) ?? '';
}

describe('a reading that fails', () => {
  it('for three days is told once, with what PostHog says, and once more when it works', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      const { posthog } = journey.running.sandbox;
      posthog.fail({ kind: { answer: POSTHOG_ANSWERS.noQueryScope }, path: '/query/', times: 10_000 });
      await journey.running.advance(HOUR);
      expect(await heard(journey, key)).toEqual([0, 0]);
      // The watch is due an hour after the launch was verified; the second try fails an hour later.
      await journey.running.advance(3 * DAY);
      expect(await heard(journey, key)).toEqual([1, 0]);
      const told = await newestFailure(journey, key);
      expect(told).toContain('lacks the scope query:read. Add it to the key in PostHog, then try again.');
      expect(told).toContain("PostHog says: “API key missing required scope 'query:read'”");
      expect(await journey.card(key)).toContain('cannot read the figures now');
      posthog.clearFaults();
      await journey.running.advance(DAY);
      expect(await heard(journey, key)).toEqual([1, 1]);
      expect((await journey.load(key)).looks.watch).not.toBeNull();
      expect(await journey.card(key)).not.toContain('cannot read the figures');
      journey.takeErrors();
    }));

  it('because PostHog is away is told after a day, and not before', () =>
    withJourney(async (journey) => {
      const key = await launched(journey);
      const { posthog } = journey.running.sandbox;
      posthog.fail({ kind: { answer: POSTHOG_ANSWERS.atCapacity }, path: '/query/', times: 10_000 });
      await journey.running.advance(20 * HOUR);
      expect(await heard(journey, key)).toEqual([0, 0]);
      await journey.running.advance(2 * DAY);
      expect(await heard(journey, key)).toEqual([1, 0]);
      expect(await newestFailure(journey, key)).toContain('a little too busy right now');
      posthog.clearFaults();
      await journey.running.advance(DAY);
      expect(await heard(journey, key)).toEqual([1, 1]);
    }));

  it('while the canary is out leaves the share small and is told', () =>
    withJourney(async (journey) => {
      const key = await merged(journey);
      const { posthog } = journey.running.sandbox;
      posthog.fail({ kind: { answer: POSTHOG_ANSWERS.unknownKey }, path: '/query/', times: 10_000 });
      await journey.press('priya', key, 'launch');
      await journey.running.advance(3 * HOUR, { step: 15 * MINUTE });
      expect(await heard(journey, key)).toEqual([1, 0]);
      expect(await newestFailure(journey, key)).toMatch(
        /the share stays small.*one region|one region.*the share stays small/s,
      );
      expect((await journey.load(key)).status).toBe('verifying');
      posthog.clearFaults();
      await journey.running.advance(DAY);
      expect(await heard(journey, key)).toEqual([1, 1]);
      expect((await journey.load(key)).status).toBe('running');
      journey.takeErrors();
    }));

  it('is no failure if PostHog computes for a while', () =>
    withJourney(async (journey) => {
      journey.running.sandbox.posthog.slowQueries(1);
      const key = await launched(journey);
      expect((await journey.load(key)).status).toBe('running');
    }));
});
