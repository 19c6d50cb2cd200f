import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUTHORITY, BOT } from '#domain/actor.ts';
import { refusalOfAct } from '#domain/authority/permitted.ts';
import { decide } from '#domain/decide.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { Status } from '#domain/status.ts';
import { addresseesOf } from '#domain/waits/addressees.ts';
import { firstCalled } from '#domain/waits/first-called.ts';
import { isRemindedOn, nextCallAt, type WaitClock, withdrawnAt } from '#domain/waits/next-call.ts';
import { isSnoozed, usersMeetHarm } from '#domain/waits/snooze.ts';
import { waitOf } from '#domain/waits/wait-of.ts';
import { afterWorkingDays, workingDaysBetween } from '#domain/waits/working-days.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { history } from '#test/support/arbitraries.ts';
import { designFailed, EXAMPLES } from '#test/support/example-experiments.ts';
import { MARIA, PRIYA, TOM } from '#test/support/example-plans.ts';
import { goOn, START, type Story, step } from '#test/support/example-story.ts';
import { TAMPERED } from '#test/support/example-tampering.ts';
import { STATUSES } from '#test/support/statuses.ts';

const CLOCK: WaitClock = { remindAfterDays: 1, callAfterDays: 3, withdrawAfterDays: 14 };
/** The agents asked the requester something. */
const REFUSED = designFailed('not-testable', 'Which screen is meant?', 'supervisor');
const APPROVERS = [PRIYA.person, TOM.person, MARIA.person];
const day = (at: number | null) => (at === null ? null : (at - START) / DAY);

function refusalOf(experiment: Experiment, days: number, body: object): string {
  const command = { ...body, actor: BOT, at: START + days * DAY } as Parameters<typeof decide>[1];
  const decided = decide(experiment, command);
  return decided.kind === 'ok' ? 'taken' : decided.problem.code;
}

describe('what an experiment waits for', () => {
  it.each([
    [EXAMPLES.proposed, null],
    [REFUSED, 'mend-request'],
    [EXAMPLES.inReview, 'review'],
    [EXAMPLES.approved, null],
    [EXAMPLES.implementing, null],
    [EXAMPLES.implementationFailed, 'implement-again'],
    [EXAMPLES.implemented, 'review-code'],
    [EXAMPLES.closedUnmerged, 'reopen-code'],
    [EXAMPLES.merged, 'launch'],
    [EXAMPLES.heldBack, 'launch'],
    [EXAMPLES.launched, null],
    [EXAMPLES.notVerified, 'mend-launch'],
    [EXAMPLES.canaryUnread, 'mend-reading'],
    [EXAMPLES.running, null],
    [EXAMPLES.lookUnread, 'mend-reading'],
    [EXAMPLES.lookReadAgain, null],
    [EXAMPLES.amendmentProposed, 'approve-amendment'],
    [EXAMPLES.paused, 'resume'],
    [EXAMPLES.decisionKill, 'decide'],
    [EXAMPLES.overrideProposed, 'confirm'],
    [EXAMPLES.decidedShip, null],
    [EXAMPLES.pausedShipment, 'resume'],
    [EXAMPLES.cleaningUp, 'merge-clean-up'],
    [EXAMPLES.cleanUpClosed, 'reopen-clean-up'],
    [EXAMPLES.cleanUpFailed, 'clean-up-again'],
    [EXAMPLES.clean, null],
    [EXAMPLES.harmed, null],
    [EXAMPLES.completed, null],
    [EXAMPLES.cancelled, null],
    [EXAMPLES.effectDied, 'try-again'],
    [TAMPERED.off, 'settle-flag'],
  ] as const)('is said of every state (%#: %s)', ({ experiment }, act) => {
    expect(waitOf(experiment)).toBe(act);
    expect(experiment.waiting?.act ?? null).toBe(act);
  });

  it('begins when it begins, goes on over what does not change it, and ends', () => {
    const { experiment, commits } = EXAMPLES.inReview;
    expect(experiment.waiting?.since).toBe(
      commits.find(({ command }) => command.name === 'recordDesign')?.at,
    );
    expect(EXAMPLES.approvedOnce.experiment.waiting?.act).toBe('review');
    expect(EXAMPLES.approvedOnce.experiment.waiting?.since).toBe(EXAMPLES.highRisk.experiment.waiting?.since);
    expect(EXAMPLES.approved.experiment).not.toHaveProperty('waiting');
  });

  it('is kept over every history as the state says', () => {
    fc.assert(
      fc.property(history, (steps) => {
        for (const { before, after } of steps) {
          if (after === null) continue;
          expect(after.waiting?.act ?? null).toBe(waitOf(after));
          const isSame = before?.waiting !== undefined && before.waiting.act === after.waiting?.act;
          if (isSame) expect(after.waiting?.since).toBe(before.waiting?.since);
        }
      }),
    );
  });

  it('has an addressee and a clock over every history', () => {
    fc.assert(
      fc.property(history, (steps) => {
        for (const { after } of steps) {
          if (after?.waiting === undefined || after.ended !== null) continue;
          const { people } = addresseesOf(after, after.waiting.act, APPROVERS);
          expect(people.length).toBeGreaterThan(0);
          expect(new Set(people).size).toBe(people.length);
          const moments = Array.from(
            { length: 30 },
            (_none, days) => (after.waiting?.since ?? 0) + days * DAY,
          );
          expect(moments.some((at) => isRemindedOn(after, CLOCK, at))).toBe(true);
        }
      }),
    );
  });
});

describe('who is called', () => {
  const { experiment } = EXAMPLES.inReview;

  it('are the approvers who may act: no author, not the owner, and none who has acted', () => {
    expect(addresseesOf(experiment, 'review', APPROVERS)).toEqual({
      people: [PRIYA.person, TOM.person],
      lacks: null,
    });
    const once = EXAMPLES.approvedOnce.experiment;
    const approver = once.design?.approvals[0]?.person ?? '';
    expect(addresseesOf(once, 'review', APPROVERS).people).not.toContain(approver);
    const voted = EXAMPLES.overrideProposed.experiment;
    const { people } = addresseesOf(voted, 'confirm', APPROVERS);
    expect(people).not.toContain(voted.decision.pendingOverride?.by);
    expect(people.length).toBe(1);
  });

  it('are whom the rules let approve, and no other', () => {
    const owned = { ...experiment, request: { ...experiment.request, owner: TOM.person } };
    const edited = { ...owned, proposal: { ...owned.proposal, authors: ['p_maria', 'p_ada'] } };
    const people = [...APPROVERS, 'p_ada', 'p_zoe'];
    const may = people.filter(
      (person) =>
        refusalOfAct(edited, 'approve', { person, roles: ['approver'], authority: AUTHORITY }) === null,
    );
    expect(may).toEqual([PRIYA.person, 'p_zoe']);
    expect(addresseesOf(edited, 'review', people).people).toEqual(may);
  });

  it('are the owner and the requester if no approver may act, and it is said that one is missing', () => {
    const { owner } = experiment.request;
    expect(addresseesOf(experiment, 'review', [MARIA.person])).toEqual({
      people: [...new Set([owner, experiment.proposal.requester])],
      lacks: 'any',
    });
    expect(addresseesOf(EXAMPLES.highRisk.experiment, 'review', [PRIYA.person])).toEqual({
      people: [PRIYA.person],
      lacks: 'another',
    });
  });

  it('is the requester of a request that cannot be planned, and the owner of what is stuck', () => {
    expect(addresseesOf(experiment, 'mend-request', APPROVERS).people).toEqual([
      experiment.proposal.requester,
    ]);
    expect(addresseesOf(experiment, 'try-again', APPROVERS).people).toEqual([experiment.request.owner]);
  });
});

describe('working days', () => {
  // START is a Monday, 09:00.
  it('leave weekends out', () => {
    expect(day(afterWorkingDays(START, 1))).toBe(1);
    expect(day(afterWorkingDays(START + 4 * DAY, 1))).toBe(7);
    expect(day(afterWorkingDays(START + 5 * DAY, 3))).toBeCloseTo(7 + 3 - 9 / 24, 9);
    expect(afterWorkingDays(START, 0)).toBe(START);
    expect(workingDaysBetween(START, START + 7 * DAY)).toBe(5);
    expect(workingDaysBetween(START, START + HOUR)).toBe(0);
  });
});

describe('the clock of a wait', () => {
  const story = EXAMPLES.inReview;
  const since = day(story.experiment.waiting?.since ?? null) ?? 0;
  const call = (time: number, days: number) =>
    step(days, BOT, ({ waiting }) => ({
      name: 'callAgain',
      act: waiting?.act ?? 'review',
      since: waiting?.since ?? 0,
      time,
    }));

  it('calls after three working days, then once a week, and each call once', () => {
    const first = day(nextCallAt(story.experiment, CLOCK)) ?? 0;
    expect(first - since).toBe(3);
    const called = goOn(story, call(1, first));
    expect(called.posts.at(-1)?.topic).toBe('wait-called');
    expect(day(nextCallAt(called.experiment, CLOCK))).toBe(first + 7);
    const { waiting } = called.experiment;
    const again = { name: 'callAgain', act: waiting?.act, since: waiting?.since, time: 1 };
    expect(refusalOf(called.experiment, first + 1, again)).toBe('already-done');
    expect(refusalOf(called.experiment, first + 7, { ...again, time: 2 })).toBe('taken');
    expect(refusalOf(EXAMPLES.approved.experiment, first, again)).toBe('already-done');
    expect(nextCallAt(story.experiment, { ...CLOCK, callAfterDays: 0 })).toBeNull();
  });

  it('calls for a pull request after a week, and leaves the weekly word on a flag to that', () => {
    const { experiment } = EXAMPLES.implemented;
    expect((nextCallAt(experiment, CLOCK) ?? 0) - (experiment.waiting?.since ?? 0)).toBe(7 * DAY);
    expect(nextCallAt(EXAMPLES.cleaningUp.experiment, CLOCK)).toBeNull();
  });

  it('withdraws a plan that no person answers, and nothing else', () => {
    const due = day(withdrawnAt(story.experiment, 14)) ?? 0;
    expect(due - since).toBe(14);
    expect(refusalOf(story.experiment, due - 0.01, { name: 'withdrawPlan', days: 14 })).toBe('too-early');
    const { experiment, posts } = goOn(story, step(due, BOT, { name: 'withdrawPlan', days: 14 }));
    expect([experiment.status, experiment.ended?.withdrawnAfterDays]).toEqual(['cancelled', 14]);
    expect(posts.at(-1)?.topic).toBe('withdrawn');
    expect(withdrawnAt(EXAMPLES.merged.experiment, 14)).toBeNull();
    expect(withdrawnAt(story.experiment, 0)).toBeNull();
  });

  it('leaves out a person who put the reminder off, until then or until another wait begins', () => {
    const { waiting } = story.experiment;
    const from = waiting?.since ?? 0;
    const body = { name: 'snoozeReminder', act: 'review', since: from, until: from + 3 * DAY } as const;
    const snoozed = goOn(story, step(since + 0.1, PRIYA, body));
    const kept = snoozed.experiment.waiting;
    const isOff = (person: string, days: number) =>
      kept !== undefined && isSnoozed(kept, person, from + days * DAY);
    expect([isOff(PRIYA.person, 2.9), isOff(PRIYA.person, 3), isOff(TOM.person, 1)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(nextCallAt(snoozed.experiment, CLOCK)).toBe(nextCallAt(story.experiment, CLOCK));
    expect(withdrawnAt(snoozed.experiment, 14)).toBe(withdrawnAt(story.experiment, 14));
    expect(refusalOf(story.experiment, since + 0.1, { ...body, until: from + 20 * DAY })).toBe('policy');
    expect(refusalOf(story.experiment, since + 4, body)).toBe('policy');
    expect(refusalOf(EXAMPLES.merged.experiment, 40, body)).toBe('already-done');
  });

  it('is never put off while users meet a change that is proven worse', () => {
    const { experiment } = EXAMPLES.decisionKill;
    const { act = 'decide', since: from = 0 } = experiment.waiting ?? {};
    const body = { name: 'snoozeReminder', act, since: from, until: from + 3 * DAY } as const;
    expect(usersMeetHarm(experiment)).toBe(true);
    expect(refusalOf(experiment, (from - START) / DAY + 0.1, body)).toBe('policy');
  });

  it('reminds every working day, of a pull request every fifth', () => {
    const reminded = ({ experiment }: Story, days: number) =>
      Array.from({ length: days }, (_none, index) => index).filter((index) =>
        isRemindedOn(experiment, CLOCK, (experiment.waiting?.since ?? 0) + index * DAY),
      );
    expect(reminded(story, 5)).toEqual([1, 2, 3, 4]);
    const slow = reminded(EXAMPLES.implemented, 22);
    expect(slow.length).toBeGreaterThanOrEqual(3);
    expect(slow.length).toBeLessThanOrEqual(9);
    expect(isRemindedOn(story.experiment, { remindAfterDays: 0 }, START + 40 * DAY)).toBe(false);
  });
});

describe('every status in which the bot waits for people', () => {
  it('is in the examples above', () => {
    const waiting = new Set<Status>(
      [...Object.values(EXAMPLES), ...Object.values(TAMPERED), REFUSED].flatMap(({ experiment }) =>
        experiment.waiting === undefined ? [] : [experiment.status],
      ),
    );
    // The bot itself goes on from these, unless a step fails; what is kept for later waits for nothing.
    const alone: readonly Status[] = ['backlog', 'implementing', 'killed', 'completed', 'cancelled'];
    expect(STATUSES.filter((status) => !waiting.has(status) && !alone.includes(status))).toEqual([]);
  });
});

describe('the approvers who are called first', () => {
  const AMONG = [PRIYA.person, TOM.person];
  const keyed = (story: Story, key: string): Experiment => ({ ...story.experiment, key });
  const KEYS = Array.from({ length: 40 }, (_, index) => `experiment-${index}`);

  it('are as many as it takes for a plan and a launch, by turns, the same one for both', () => {
    const turns = KEYS.map((key) => {
      const { people } = firstCalled(keyed(EXAMPLES.inReview, key), 'review', AMONG);
      expect(firstCalled(keyed(EXAMPLES.merged, key), 'launch', AMONG).people).toEqual(people);
      expect(people).toHaveLength(1);
      return people[0];
    });
    const ofPriya = turns.filter((person) => person === PRIYA.person).length;
    expect([ofPriya >= 10, ofPriya <= 30]).toEqual([true, true]);
  });

  it('are both if it takes two, and all for a decision', () => {
    expect(firstCalled(EXAMPLES.highRisk.experiment, 'review', AMONG).people.toSorted()).toEqual(
      AMONG.toSorted(),
    );
    expect(firstCalled(EXAMPLES.decisionKill.experiment, 'decide', AMONG).people).toEqual(AMONG);
  });

  it('are all who can help if too few may act', () => {
    const { experiment } = EXAMPLES.highRisk;
    expect(firstCalled(experiment, 'review', [PRIYA.person])).toEqual(
      addresseesOf(experiment, 'review', [PRIYA.person]),
    );
    expect(firstCalled(EXAMPLES.merged.experiment, 'launch', [])).toEqual(
      addresseesOf(EXAMPLES.merged.experiment, 'launch', []),
    );
  });
});
