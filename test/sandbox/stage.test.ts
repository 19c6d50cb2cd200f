import { expect, it } from 'vitest';
import { stageOf } from '#sandbox/run/stage-of.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { MAIL } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { launched } from '#test/support/journey-stages.ts';

it('time passes once, and a pull request is merged once, for two presses at the same time', async () => {
  const merged: number[] = [];
  let passed = 0;
  const pulls = [{ number: 7, state: 'open', title: 'A change' }];
  await withJourney(async ({ running }) => {
    const { clock, slack, model, github } = running.sandbox;
    const stage = stageOf(
      { clock, slack, model, github: { ...github, listPulls: async () => pulls as never } },
      {
        advance: async (milliseconds) => {
          await new Promise((resolve) => setTimeout(resolve, 20));
          passed += milliseconds;
        },
        merge: async (number) => {
          await new Promise((resolve) => setTimeout(resolve, 20));
          merged.push(number);
          pulls.length = 0;
        },
        settle: async () => {},
        undecided: async () => [],
      },
    );
    await Promise.all([stage.pass(DAY), stage.pass(DAY)]);
    expect(passed).toBe(DAY);
    await stage.pass(DAY);
    expect(passed).toBe(2 * DAY);
    await Promise.all([stage.merge(7, 'U1'), stage.merge(7, 'U1')]);
    expect(merged).toEqual([7]);
  });
});

it('time that is let pass stops when a decision begins to wait, and goes on at the next press', () =>
  withJourney(async (journey) => {
    const { running } = journey;
    const { store } = running.bot.coPilot;
    const key = await launched(journey, MAIL.idea, MAIL.form);
    const stage = stageOf(running.sandbox, {
      ...{ advance: running.advance, merge: running.merge, settle: running.settle },
      undecided: async () =>
        (await store.summaries({ limit: 100 })).flatMap((line) =>
          line.waiting?.act === 'decide' ? [line.key] : [],
        ),
    });
    const from = stage.now();
    await stage.pass(28 * DAY);
    expect((await journey.load(key)).status).toBe('deciding');
    expect(stage.now() - from).toBeLessThan(9 * DAY);
    const then = stage.now();
    await stage.pass(DAY);
    expect(stage.now() - then).toBeGreaterThanOrEqual(DAY - HOUR);
  }));
