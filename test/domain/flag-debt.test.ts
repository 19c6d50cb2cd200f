import { describe, expect, it } from 'vitest';
import { BOT } from '#domain/actor.ts';
import { flagDebtSince, flagReminderOf } from '#domain/clean-up/flag-debt.ts';
import { decide } from '#domain/decide.ts';
import { summarize } from '#domain/summary.ts';
import { nextUnattendedAt } from '#domain/unattended/expiry.ts';
import { DAY } from '#shared/clock.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { goOn, START, step } from '#test/support/example-story.ts';

const WEEK = 7 * DAY;

describe('a flag that waits for its clean-up', () => {
  const { cleaningUp } = EXAMPLES;
  const decidedAt = cleaningUp.experiment.decision.record?.at ?? 0;
  const days = (at: number) => (at - START) / DAY;
  const remind = (at: number) => step(days(at), BOT, { name: 'remindOfFlag' });

  it('is told of a week after the decision, and every week from then on', () => {
    expect(flagDebtSince(cleaningUp.experiment)).toBe(decidedAt);
    expect(flagReminderOf(cleaningUp.experiment)).toBe(decidedAt + WEEK);
    expect(summarize(cleaningUp.experiment).unattendedAt).toBe(decidedAt + WEEK);
    const early = { name: 'remindOfFlag', actor: BOT, at: decidedAt + WEEK - 1 } as const;
    expect(decide(cleaningUp.experiment, early)).toMatchObject({ problem: { code: 'too-early' } });
    const told = goOn(cleaningUp, remind(decidedAt + WEEK));
    expect(flagReminderOf(told.experiment)).toBe(decidedAt + 2 * WEEK);
    const twice = goOn(told, remind(decidedAt + 2 * WEEK));
    expect(twice.posts.filter(({ topic }) => topic === 'flag-debt')).toHaveLength(2);
  });

  it('is none before the decision, and none once it is gone', () => {
    expect(flagDebtSince(EXAMPLES.decisionShip.experiment)).toBeNull();
    expect(flagDebtSince(EXAMPLES.completed.experiment)).toBeNull();
    expect(nextUnattendedAt(EXAMPLES.cancelled.experiment)).toBeNull();
  });

  it('is one too if the bot stopped the experiment for harm', () => {
    const { experiment } = EXAMPLES.harmed;
    expect(flagDebtSince(experiment)).toBe(experiment.looks.snapshots.at(-1)?.at);
  });
});
