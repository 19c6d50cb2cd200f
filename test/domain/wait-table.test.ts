import { describe, expect, it } from 'vitest';
import { CLEAN_UPS } from '#test/support/example-clean-ups.ts';
import { designFailed, EXAMPLES, untilRunning } from '#test/support/example-experiments.ts';
import { LOSS, look } from '#test/support/example-looks.ts';
import { GATE_KEY, GATE_PLAN, PRIYA, TOM } from '#test/support/example-plans.ts';
import { goOn, type Story } from '#test/support/example-story.ts';
import { TAMPERED } from '#test/support/example-tampering.ts';
import { expectGolden } from '#test/support/golden.ts';
import { letWait, printTable } from '#test/support/wait-table.ts';

const APPROVERS = [PRIYA.person, TOM.person];
const afterwards = { decideWithinDays: 14, harmWithinDays: 3 };
const PROVEN_WORSE = goOn(
  untilRunning(GATE_KEY, { ...GATE_PLAN, afterwards }).running,
  look(2, LOSS),
  look(16, LOSS),
);

/** One example for everything that the bot waits for people to do, in the order of an experiment's life. */
const EVERY: Readonly<Record<string, Story>> = {
  'a question to the requester': designFailed('not-testable', 'Which screen is meant?', 'supervisor'),
  'plan in review': EXAMPLES.inReview,
  'plan of high risk, one approval': EXAMPLES.approvedOnce,
  'no code was written': EXAMPLES.implementationFailed,
  'pull request open': EXAMPLES.implemented,
  'pull request closed': EXAMPLES.closedUnmerged,
  'merged, not launched': EXAMPLES.merged,
  'launch not verified': EXAMPLES.notVerified,
  'figures of a canary unreadable': EXAMPLES.canaryUnread,
  'figures of a look unreadable': EXAMPLES.lookUnread,
  'amendment asked for': EXAMPLES.amendmentProposed,
  paused: EXAMPLES.paused,
  'decision, no time registered': EXAMPLES.decisionShip,
  'decision, proven worse': PROVEN_WORSE,
  'vote waits for a second': EXAMPLES.overrideProposed,
  'shipped change paused': EXAMPLES.pausedShipment,
  'clean-up open': EXAMPLES.cleaningUp,
  'clean-up closed': EXAMPLES.cleanUpClosed,
  'clean-up failed': EXAMPLES.cleanUpFailed,
  'flag left in the code': CLEAN_UPS.flagLeft,
  'flag changed by hand': TAMPERED.off,
  'step failed': EXAMPLES.effectDied,
};

describe('thirty days in which no person acts', () => {
  const rows = Object.entries(EVERY).map(([name, story]) => letWait(name, story, APPROVERS, 30));

  it('call and remind as the table says', () => {
    expectGolden('waits.txt', printTable(rows));
  });

  it.each(rows)('$name has an addressee and a clock', ({ called, reminders, calls, end }) => {
    expect(called.length).toBeGreaterThan(0);
    expect(reminders.length).toBeGreaterThan(0);
    expect(reminders[0]).toBeLessThanOrEqual(4);
    expect(calls.length + (end === null ? 0 : 1)).toBeGreaterThan(0);
    if (end === null) expect(30 - (calls.at(-1) ?? 0)).toBeLessThanOrEqual(8);
  });

  it('end what a plan without an answer and a change that is proven worse wait for', () => {
    const endOf = (name: string) => rows.find((row) => row.name === name)?.end;
    expect(endOf('plan in review')).toEqual({ day: 14, how: 'withdrawPlan' });
    expect(endOf('decision, proven worse')).toEqual({ day: 3, how: 'expireDecision' });
  });
});
