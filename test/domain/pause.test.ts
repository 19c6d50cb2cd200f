import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { launchOf } from '#domain/experiment.ts';
import { activeTime } from '#domain/looks/running-time.ts';
import { dueLook } from '#domain/looks/schedule.ts';
import { DAY } from '#shared/clock.ts';
import { decision, EXAMPLES } from '#test/support/example-experiments.ts';
import { MARIA, PRIYA, TOM } from '#test/support/example-plans.ts';
import { goOn, START, step } from '#test/support/example-story.ts';

const pause = (days: number) => step(days, MARIA, { name: 'pause', reason: 'The e-mail has a wrong link.' });
const resume = (days: number) => step(days, TOM, { name: 'resume', message: null });

describe('a pause', () => {
  it('remembers who stopped it and why, until it goes on', () => {
    const paused = goOn(EXAMPLES.running, pause(2)).experiment;
    expect(paused.launch?.pause).toEqual({
      from: 'running',
      at: START + 2 * DAY,
      person: 'p_maria',
      reason: 'The e-mail has a wrong link.',
    });
    const resumed = goOn(EXAMPLES.running, pause(2), resume(3)).experiment;
    expect(resumed).toMatchObject({
      status: 'running',
      launch: { pause: null },
      flag: { active: true, rollout: 1 },
    });
  });

  it('while people decide at the registered end leads back to the decision, with buttons that hold', () => {
    const resumed = goOn(EXAMPLES.decisionShip, pause(8.2), resume(8.4));
    expect(resumed.experiment.status).toBe('deciding');
    expect(resumed.posts.at(-1)?.topic).toBe('decision');
    const shipped = goOn(resumed, decision(8.5, PRIYA, 'ship'));
    expect(shipped.experiment).toMatchObject({
      status: 'decided',
      decision: { record: { decision: 'ship' } },
    });
  });

  it('spends none of the registered days: every look comes later by as much', () => {
    const late = goOn(EXAMPLES.firstDay, pause(5), resume(30)).experiment;
    // It ran from day 1 to day 5; effects are looked at after 15 days and 22.
    expect(dueLook(late, START + 41 * DAY - 1)).toMatchObject({ scheduled: false });
    const first = { scheduled: true, until: START + 41 * DAY, look: 1, lastDay: false };
    expect(dueLook(late, START + 41 * DAY)).toEqual(first);
    const last = { scheduled: true, until: START + 48 * DAY, look: 2, lastDay: true };
    expect(dueLook(late, START + 48 * DAY)).toEqual(last);
  });

  it('asks for no look while it lasts, not even for one that was due when it began', () => {
    const paused = goOn(EXAMPLES.firstDay, pause(16.1)).experiment;
    expect(dueLook(paused, START + 60 * DAY)).toBeNull();
    const resumed = goOn(EXAMPLES.firstDay, pause(16.1), resume(20)).experiment;
    const missed = { scheduled: true, until: START + 16 * DAY, look: 1, lastDay: false };
    expect(dueLook(resumed, START + 20 * DAY)).toEqual(missed);
  });

  it('after a look that was taken does not bring that look again', () => {
    const resumed = goOn(EXAMPLES.interimReport, pause(16.2), resume(18.2), pause(19), resume(20)).experiment;
    expect(dueLook(resumed, START + 20.5 * DAY)).toMatchObject({ scheduled: false });
    expect(dueLook(resumed, START + 26 * DAY)).toMatchObject({ scheduled: true, look: 2, lastDay: true });
  });

  it('keeps the registered days of running between any looks, however often it is paused', () => {
    const pauses = fc.array(
      fc.tuple(fc.double({ min: 0.1, max: 6, noNaN: true }), fc.double({ min: 0.1, max: 40, noNaN: true })),
      {
        maxLength: 5,
      },
    );
    fc.assert(
      fc.property(pauses, fc.double({ min: 0.1, max: 120, noNaN: true }), (spans, later) => {
        let day = 1;
        const steps = spans.flatMap(([running, paused]) => {
          const from = day + running;
          day = from + paused;
          return [pause(from), resume(day)];
        });
        const { experiment } = goOn(EXAMPLES.running, ...steps);
        const due = dueLook(experiment, START + (day + later) * DAY);
        if (due?.scheduled !== true) return;
        const ran = activeTime(launchOf(experiment), launchOf(experiment).runningSince ?? 0, due.until);
        expect(Math.abs(ran - (due.lastDay ? 22 : 15) * DAY)).toBeLessThan(2);
      }),
      { numRuns: 100, seed: 5 },
    );
  });
});
