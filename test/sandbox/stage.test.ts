import { expect, it } from 'vitest';
import { stageOf } from '#sandbox/run/stage-of.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { MAIL } from '#test/support/journey.ts';
import { withJourney } from '#test/support/journey-checks.ts';
import { launched } from '#test/support/journey-stages.ts';

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
