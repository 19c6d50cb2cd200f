import { beforeEach, describe, expect, it } from 'vitest';
import { cookieCats } from '#sandbox/stand-ins/posthog/scenarios/cookie-cats.ts';
import { withHarm } from '#sandbox/stand-ins/posthog/scenarios/faults.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { FORM, IDEA, type Journey } from '#test/support/journey.ts';
import { unchanged, withJourney } from '#test/support/journey-checks.ts';
import { deciding, reach, until } from '#test/support/journey-stages.ts';
import { useSettingsFile } from '#test/support/settings-file.ts';

const BETTER = withHarm(cookieCats, 'retained_7d', 1.15);
/** By another name, so that its course is drawn anew. */
const CRASHING = { ...withHarm(BETTER, 'app_crashed', 3), name: `${cookieCats.name}, crashing` };
const GUARDED = { ...FORM, guardrailMetrics: ['crash_rate'] };

const settings = useSettingsFile();
beforeEach(() => {
  const steps = 'afterwards:\n  steps: [{share: 0.75, days: 2}]\n  holdback: {share: 0.05, weeks: 1}\n';
  return settings.replace('afterwards:\n', steps);
});

function sharesOf({ running: { sandbox } }: Journey, key: string): Readonly<Record<string, number>> | 'off' {
  const flag = sandbox.posthog.flags().findLast((one) => one.key === key);
  if (flag?.active !== true) return 'off';
  const variants = flag.filters.multivariate?.variants ?? [];
  return Object.fromEntries(variants.map(({ key: variant, rollout_percentage: share }) => [variant, share]));
}

describe('a shipped change', () => {
  it('reaches all users by the registered steps, and the clean-up waits for the last one', () =>
    withJourney(
      async (journey) => {
        const key = await deciding(journey, IDEA, GUARDED);
        await journey.press('priya', key, 'decide_ship');
        expect(sharesOf(journey, key)).toEqual({ control: 25, treatment: 75 });
        expect((await journey.thread(key)).at(-1)).toMatch(
          /Shipped: 75 % of all users now get.*the next step follows if the data are sound and no harm is proven/s,
        );
        expect(await journey.card(key)).toContain('75 % of all users get it until');
        await journey.running.advance(DAY, { step: 6 * HOUR });
        expect((await journey.load(key)).shipping?.reading?.analysis.health.state).toBe('healthy');
        expect(sharesOf(journey, key)).toEqual({ control: 25, treatment: 75 });
        await until(journey, key, ({ shipping }) => shipping?.step === 1, 2, 'the holdback');
        expect(sharesOf(journey, key)).toEqual({ control: 5, treatment: 95 });
        expect((await journey.thread(key)).at(-1)).toMatch(
          /95 % of all users get it; 5 % keep the control until/,
        );
        await journey.running.advance(6 * DAY, { step: 12 * HOUR });
        expect((await journey.load(key)).status).toBe('decided');
        await until(journey, key, ({ shipping }) => shipping?.step === 2, 2, 'all users');
        expect(sharesOf(journey, key)).toEqual({ control: 0, treatment: 100 });
        expect((await journey.thread(key)).join('\n')).toContain('All users now get the shipped change');
        await reach(journey, key, ['cleaning-up'], 1);
      },
      { settingsFile: settings.path, scenarios: [BETTER] },
    ));

  it('is taken back by the bot if a guardrail is proven harmed on the way', () => {
    const scenarios = [BETTER];
    return withJourney(
      async (journey) => {
        const key = await deciding(journey, IDEA, GUARDED);
        scenarios[0] = CRASHING;
        await journey.press('priya', key, 'decide_ship');
        await reach(journey, key, ['killed'], 2);
        expect(sharesOf(journey, key)).toBe('off');
        const said = (await journey.thread(key)).join('\n');
        expect(said).toMatch(/Taken back: Crash rate is proven worse by more than/);
        expect(await journey.card(key)).toContain('Stopped for harm by the bot');
        await reach(journey, key, ['cleaning-up'], 1);
        await journey.running.advance(HOUR);
        const { cleanUp } = await journey.load(key);
        await journey.running.merge(cleanUp?.pullRequest?.number ?? 0, 'sam');
        expect((await journey.thread(key)).join('\n')).toContain(
          'Completed. The experiment was stopped for harm',
        );
      },
      { settingsFile: settings.path, scenarios },
    );
  });

  it('stays where it is while it is paused, and goes on with the whole step after that', () =>
    withJourney(
      async (journey) => {
        const key = await deciding(journey, IDEA, GUARDED);
        await journey.press('priya', key, 'decide_ship');
        await journey.running.advance(DAY, { step: 6 * HOUR });
        await journey.command('ada', `rollback ${key} it crashes on tablets`);
        expect(sharesOf(journey, key)).toBe('off');
        await journey.running.advance(5 * DAY, { step: 12 * HOUR });
        expect([(await journey.load(key)).status, sharesOf(journey, key)]).toEqual(['decided', 'off']);
        await journey.command('sam', `resume ${key}`);
        expect(sharesOf(journey, key)).toEqual({ control: 25, treatment: 75 });
        await journey.running.advance(DAY, { step: 6 * HOUR });
        expect(sharesOf(journey, key)).toEqual({ control: 25, treatment: 75 });
        await until(journey, key, ({ shipping }) => shipping?.step === 1, 2, 'the holdback');
      },
      { settingsFile: settings.path, scenarios: [BETTER] },
    ));

  it('goes back to the split it had if the decision is undone', () =>
    withJourney(
      async (journey) => {
        const key = await deciding(journey, IDEA, GUARDED);
        const before = sharesOf(journey, key);
        await journey.press('priya', key, 'decide_ship');
        await journey.press('sam', key, 'undo_decision');
        expect(sharesOf(journey, key)).toEqual(before);
        await unchanged(journey, key, () => journey.running.advance(HOUR));
        await journey.press('priya', key, 'decide_ship');
        expect(sharesOf(journey, key)).toEqual({ control: 25, treatment: 75 });
      },
      { settingsFile: settings.path, scenarios: [BETTER] },
    ));
});
