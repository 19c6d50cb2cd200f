import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import { latestSnapshot } from '#domain/experiment.ts';
import { expiryOf, reminderOf } from '#domain/unattended/expiry.ts';
import { DAY } from '#shared/clock.ts';
import { untilRunning } from '#test/support/example-experiments.ts';
import { LOSS, look } from '#test/support/example-looks.ts';
import { GATE_KEY, GATE_PLAN, MARIA, TOM } from '#test/support/example-plans.ts';
import { goOn, START, step } from '#test/support/example-story.ts';

const running = (afterwards: Readonly<Record<string, number>>) =>
  untilRunning(GATE_KEY, { ...GATE_PLAN, afterwards }).running;
/** Proven worse at the first look, a week before the registered end. */
const worse = (afterwards: Readonly<Record<string, number>>) =>
  goOn(running(afterwards), look(2, LOSS), look(16, LOSS));
const day = (at: number | null) => (at === null ? null : (at - START) / DAY);

describe('a decision on a change that is proven worse', () => {
  const story = worse({ decideWithinDays: 14, harmWithinDays: 3 });

  it('waits for the approvers so many days and not for the registered end', () => {
    expect(latestSnapshot(story.experiment)?.verdict.recommendation).toBe('kill');
    expect(story.experiment.status).toBe('deciding');
    expect(day(expiryOf(story.experiment))).toBeCloseTo(19, 5);
    expect(day(reminderOf(story.experiment))).toBeCloseTo(17.5, 5);
  });

  it('ends as a kill once its time is over, with the flag off', () => {
    const due = day(expiryOf(story.experiment)) ?? 0;
    expect(() => goOn(story, step(due - 0.01, BOT, { name: 'expireDecision' }))).toThrow();
    const { experiment } = goOn(story, step(due, BOT, { name: 'expireDecision' }));
    expect(experiment.decision.record).toMatchObject({
      ...{ decision: 'kill', by: [], overrides: false },
      unattended: { why: 'expired' },
    });
    expect([experiment.status, experiment.flag?.active]).toEqual(['decided', false]);
  });

  it('gets its days anew after a pause', () => {
    const rested = goOn(
      story,
      step(17, MARIA, { name: 'pause', reason: 'x' }),
      step(25, TOM, { name: 'resume', message: null }),
    ).experiment;
    expect(day(expiryOf(rested))).toBeCloseTo(28, 5);
  });

  it('expires even if other decisions never do', () => {
    expect(day(expiryOf(worse({ harmWithinDays: 3 }).experiment))).toBeCloseTo(19, 5);
  });

  it('waits as every decision under a plan from before this was kept', () => {
    const before = worse({ decideWithinDays: 14 });
    const due = day(expiryOf(before.experiment)) ?? 0;
    expect(due).toBeGreaterThan(30);
    const { experiment } = goOn(before, step(due, BOT, { name: 'expireDecision' }));
    expect(experiment.decision.record?.decision).toBe('end-without-winner');
  });
});
