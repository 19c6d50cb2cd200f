import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import { decide } from '#domain/decide.ts';
import { lookDays } from '#domain/design/sizing.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { dueLook, nextLookAt } from '#domain/looks/schedule.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { decision, EXAMPLES } from '#test/support/example-experiments.ts';
import { COOKIE_CATS, LOSS, look, snapshotAt } from '#test/support/example-looks.ts';
import { PRIYA, TOM } from '#test/support/example-plans.ts';
import { goOn, START } from '#test/support/example-story.ts';

const running = EXAMPLES.running.experiment;
const since = running.launch?.runningSince ?? 0;
const at = (days: number) => since + days * DAY;

function withPlan(experiment: Experiment, cadence: 'daily' | 'weekly'): Experiment {
  const { design } = experiment;
  if (design === null) return experiment;
  return { ...experiment, design: { ...design, plan: { ...design.plan, lookCadence: cadence } } };
}

describe('dueLook', () => {
  it('asks for nothing before a day has passed', () => {
    expect(dueLook(running, at(1) - 1)).toBeNull();
  });

  it('watches once a day between the looks', () => {
    expect(dueLook(running, at(1))).toEqual({ scheduled: false, until: at(1), look: 0, lastDay: false });
    const watched = EXAMPLES.firstDay.experiment;
    expect(dueLook(watched, at(1) + 23 * HOUR)).toBeNull();
    expect(dueLook(watched, at(2))).toMatchObject({ scheduled: false, until: at(2) });
  });

  it('looks at the end of each week, on a window that ends there', () => {
    // The goal is 7-day retention: the units of the first week are all known eight days after it.
    expect(dueLook(running, at(15) + 5 * HOUR)).toEqual({
      scheduled: true,
      until: at(15),
      look: 1,
      lastDay: false,
    });
    expect(dueLook(EXAMPLES.interimReport.experiment, at(22))).toEqual({
      scheduled: true,
      until: at(22),
      look: 2,
      lastDay: true,
    });
  });

  it('looks every day from the end of the first week if that is registered', () => {
    const daily = withPlan(running, 'daily');
    expect(dueLook(daily, at(15))).toMatchObject({ scheduled: true, look: 1, until: at(15) });
    expect(dueLook(withPlan(EXAMPLES.interimReport.experiment, 'daily'), at(16))).toMatchObject({
      scheduled: true,
      look: 2,
      until: at(16),
    });
  });

  it('keeps the days of a plan from before units had to mature', () => {
    const design = designOf(running);
    const { plan } = design;
    const { waitDays: _, ...sizing } = plan.sizing;
    const old = {
      ...running,
      design: { ...design, plan: { ...plan, sizing: { ...sizing, days: 14 } } },
    };
    expect(dueLook(old, at(7))).toMatchObject({ scheduled: true, look: 1, lastDay: false });
    expect(dueLook(old, at(14))).toMatchObject({ scheduled: true, look: 2, lastDay: true });
  });

  it('takes looks that were missed once, at the newest', () => {
    expect(dueLook(running, at(28))).toEqual({ scheduled: true, until: at(22), look: 2, lastDay: true });
    expect(dueLook(withPlan(running, 'daily'), at(18.5))).toMatchObject({ look: 4, until: at(18) });
  });

  it('goes on watching a canary and a decision, and nothing that is paused, over or not launched', () => {
    expect(dueLook(EXAMPLES.launched.experiment, START + 3 * DAY)).toMatchObject({ scheduled: false });
    expect(dueLook(EXAMPLES.decisionShip.experiment, at(9))).toMatchObject({ scheduled: false });
    for (const name of ['paused', 'merged', 'harmed', 'decidedShip', 'completed', 'cancelled'] as const) {
      expect(dueLook(EXAMPLES[name].experiment, at(300))).toBeNull();
    }
  });

  it('reads no effects outside the registered days, whenever it is asked', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 60, noNaN: true }),
        fc.constantFrom('daily' as const, 'weekly' as const),
        (days, cadence) => {
          const due = dueLook(withPlan(running, cadence), at(days));
          if (due === null) {
            expect(days).toBeLessThan(1);
            return;
          }
          const day = (due.until - since) / DAY;
          expect(due.until).toBeLessThanOrEqual(at(days));
          if (due.scheduled) expect(lookDays(22, cadence, 8)).toContain(day);
          expect(due.lastDay).toBe(due.scheduled && day === 22);
        },
      ),
      { numRuns: 200, seed: 3 },
    );
  });

  it('still comes to the last day when people decide to go on after it has passed', () => {
    const late = goOn(
      goOn(EXAMPLES.firstDay, look(16, LOSS), look(24.5, LOSS)),
      decision(24.6, PRIYA, 'keep-running', 'We want the whole sample.'),
      decision(24.7, TOM, 'keep-running'),
    ).experiment;
    expect(dueLook(late, at(23.8))).toMatchObject({ scheduled: true, until: at(22), lastDay: true });
    const snapshot = snapshotAt(late, at(23.8), COOKIE_CATS, null);
    const recorded = decide(late, { name: 'recordLook', snapshot, actor: BOT, at: at(23.8) });
    expect(recorded.kind === 'ok' && recorded.value.events.map(({ type }) => type)).toEqual(['looked']);
  });
});

describe('nextLookAt', () => {
  it.each(Object.entries(EXAMPLES))(
    'is the first moment at which a look is due: %s',
    (_name, { experiment }) => {
      for (const cadence of ['daily', 'weekly'] as const) {
        const asked = withPlan(experiment, cadence);
        const next = nextLookAt(asked);
        if (next === null) expect(dueLook(asked, at(300))).toBeNull();
        else expect([dueLook(asked, next - 1), dueLook(asked, next)]).toEqual([null, expect.anything()]);
      }
    },
  );

  it('is the end of the first day for one that begins to run, and none for one that is paused', () => {
    expect(nextLookAt(running)).toBe(at(1));
    expect(nextLookAt(EXAMPLES.paused.experiment)).toBeNull();
  });
});
