import { describe, expect, it } from 'vitest';
import { DAY } from '#shared/clock.ts';
import type { Journey } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { implemented, launched, merged, reach, until } from '#test/support/journey-stages.ts';

/** What was asked of PostHog's events so far. */
function bodies({ running }: Journey) {
  return running.sandbox.posthog.requests
    .filter(({ path }) => path.endsWith('/query/'))
    .map(({ body }) => JSON.parse(body));
}

/** The same by name. */
function questions(journey: Journey): readonly string[] {
  return bodies(journey).map(({ name }) => String(name));
}

/** The units that the newest look or watch saw. */
async function unitsSeen({ load }: Journey, key: string): Promise<number> {
  const { looks } = await load(key);
  const snapshot = looks.snapshots.at(-1) ?? looks.watch;
  return Object.values(snapshot?.analysis.units ?? {}).reduce((sum, units) => sum + units, 0);
}

describe('what the bot asks of the metrics source', () => {
  it('is one question for each horizon of a plan, and one for each launch check and look', () =>
    withJourney(async (journey) => {
      const key = await implemented(journey);
      const { design } = await journey.load(key);
      // Of 7 and of 14 days: the plan is settled at the second. Goal and guardrails are in the same question.
      expect(questions(journey)).toEqual(['experiment baseline', 'experiment baseline', 'exposure events']);
      // The goal is known eight days after a unit came, so those come on top.
      expect(bodies(journey).map(({ query }) => query.values.days)).toEqual([15, 22, undefined]);
      expect(design?.plan.baseline).toMatchObject({ horizonDays: 14 });
      expect(design?.plan.baseline.firstSeen).toHaveLength(14);
      expect(design?.plan.guardrails.every(({ power }) => power !== undefined)).toBe(true);
      const { code } = await journey.load(key);
      await journey.running.merge(code?.pullRequest.number ?? 0, 'sam');
      await journey.press('priya', key, 'launch');
      await reach(journey, key, ['running']);
      const { launch } = await journey.load(key);
      const atLaunch = questions(journey).length;
      const full = launch?.runningSince ?? 0;
      await until(journey, key, ({ looks }) => (looks.watch?.until ?? 0) > full, 2, 'watched');
      expect(questions(journey).slice(atLaunch)).toEqual(['experiment look']);
      const ofUnits = bodies(journey).filter(({ name }) => name !== 'exposure events');
      for (const { query } of ofUnits) expect(query.filters).toEqual({ filterTestAccounts: true });
    }));
});

describe('the events that expose units', () => {
  it('are those that arrive in the project, and every look counts by them', () =>
    withJourney(async (journey) => {
      journey.running.sandbox.posthog.recordExposuresAs('$experiment_exposure');
      const key = await launched(journey);
      const { design, launch } = await journey.load(key);
      expect(design?.plan.exposure).toEqual({ event: '$experiment_exposure' });
      expect(launch).not.toHaveProperty('exposure');
      await journey.running.advance(DAY);
      expect(await unitsSeen(journey, key)).toBeGreaterThan(1_000);
    }));

  it('are found by the canary if the project has moved since the plan was made', () =>
    withJourney(async (journey) => {
      const key = await merged(journey);
      expect((await journey.load(key)).design?.plan).not.toHaveProperty('exposure');
      journey.running.sandbox.posthog.recordExposuresAs('$experiment_exposure');
      await journey.press('priya', key, 'launch');
      await reach(journey, key, ['running']);
      expect((await journey.load(key)).launch?.exposure).toEqual({ event: '$experiment_exposure' });
      await journey.running.advance(DAY);
      expect(await unitsSeen(journey, key)).toBeGreaterThan(1_000);
    }));
});
