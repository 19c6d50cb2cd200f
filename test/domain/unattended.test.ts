import { describe, expect, it } from 'vitest';
import { BOT, type PersonActor } from '#domain/actor.ts';
import type { BotBody, PersonBody } from '#domain/command.ts';
import { decide } from '#domain/decide.ts';
import type { Recommendation } from '#domain/decision/verdict.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { autoActOf } from '#domain/unattended/auto-act.ts';
import { expiryOf, nextUnattendedAt, reminderOf } from '#domain/unattended/expiry.ts';
import { DAY, HOUR } from '#shared/clock.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { COOKIE_CATS, LOSS, look, NOTHING } from '#test/support/example-looks.ts';
import { MARIA, PRIYA, TOM } from '#test/support/example-plans.ts';
import { goOn, START, step } from '#test/support/example-story.ts';
import { GATE_RUNNING, MAIL_RUNNING, shipping } from '#test/support/example-unattended.ts';

/** Days that the examples give a decision. */
const WITHIN = 14;

const auto = (days: number, actor: PersonActor, mode: 'on' | 'off' | 'dry-run') =>
  step(days, actor, ({ design }) => ({
    name: 'setAuto',
    mode,
    planHash: design?.planHash ?? '',
    regressionLimit: 0.03,
  }));

/** The code of the refusal, or "taken". */
function answer(
  experiment: Experiment,
  days: number,
  body: PersonBody | BotBody,
  actor = BOT as typeof BOT | PersonActor,
): string {
  const decided = decide(experiment, { ...body, actor, at: START + days * DAY } as Parameters<
    typeof decide
  >[1]);
  return decided.kind === 'ok' ? 'taken' : decided.problem.code;
}

const setAuto = (experiment: Experiment, mode: 'on' | 'off' | 'dry-run'): PersonBody => ({
  ...{ name: 'setAuto', mode, regressionLimit: 0.1 },
  planHash: experiment.design?.planHash ?? '',
});

function autoDecide(experiment: Experiment, approver: PersonActor): BotBody {
  const act = autoActOf(experiment);
  if (act === null) throw new Error('nothing to do');
  const snapshotHash = latestSnapshot(experiment)?.hash ?? '';
  return { name: 'autoDecide', ...act, snapshotHash, flagVersion: experiment.flag?.version ?? '', approver };
}

describe('auto is turned on', () => {
  it('by an approver who is no author, off by any person, and not twice', () => {
    const { experiment } = GATE_RUNNING;
    expect(answer(experiment, 2, setAuto(experiment, 'on'), PRIYA)).toBe('taken');
    expect(answer(experiment, 2, setAuto(experiment, 'on'), MARIA)).toBe('requester');
    const bystander = { person: 'p_ada', roles: [] };
    expect(answer(experiment, 2, setAuto(experiment, 'on'), bystander)).toBe('not-allowed');
    expect(answer(experiment, 2, setAuto(experiment, 'dry-run'), bystander)).toBe('not-allowed');
    const on = goOn(GATE_RUNNING, auto(2, PRIYA, 'on')).experiment;
    expect(answer(on, 3, setAuto(on, 'on'), TOM)).toBe('already-done');
    expect(answer(on, 3, setAuto(on, 'off'), bystander)).toBe('taken');
    expect(answer(experiment, 3, setAuto(experiment, 'off'), bystander)).toBe('already-done');
  });

  it.each(['high', 'medium'] as const)('never at %s risk, which a dry run may show', (risk) => {
    const { design } = GATE_RUNNING.experiment;
    if (design === null) throw new Error('no plan');
    const request = { ...design.plan.request, risk };
    const risky = { ...GATE_RUNNING.experiment, design: { ...design, plan: { ...design.plan, request } } };
    expect(answer(risky, 2, setAuto(risky, 'on'), PRIYA)).toBe('policy');
    expect(answer(risky, 2, setAuto(risky, 'dry-run'), PRIYA)).toBe('taken');
  });

  it('for the plan that the person has seen', () => {
    const { experiment } = GATE_RUNNING;
    expect(
      answer(experiment, 2, { ...setAuto(experiment, 'on'), planHash: 'another' } as PersonBody, PRIYA),
    ).toBe('stale');
  });
});

describe('what auto does', () => {
  const on = goOn(MAIL_RUNNING, auto(1.5, PRIYA, 'on'));

  it('is what the rules recommend at a registered look, and names who turned it on', () => {
    const { experiment } = shipping(on);
    expect(experiment.status).toBe('deciding');
    expect(nextUnattendedAt(experiment)).toBe(latestSnapshot(experiment)?.at);
    const shipped = goOn(
      shipping(on),
      step(8.01, BOT, (state) => autoDecide(state, PRIYA)),
    );
    expect(shipped.experiment.decision.record).toMatchObject({
      ...{ decision: 'ship', by: [], overrides: false },
      unattended: { why: 'auto', approver: PRIYA.person, rule: 'recommended' },
    });
    expect(shipped.experiment.status).toBe('decided');
  });

  // The words of `renderAutoSet` promise exactly this.
  const DOES: Readonly<Record<Recommendation, string | null>> = {
    ship: 'ship',
    kill: 'kill',
    'drop-variant': 'drop-variant',
    'end-without-winner': 'end-without-winner',
    iterate: 'end-without-winner',
    'dig-into-segments': 'end-without-winner',
    'halt-for-privacy': 'end-without-winner',
    'ask-person': null,
    extend: null,
    'keep-running': null,
    'do-not-read': null,
  };

  it.each(Object.entries(DOES) as [Recommendation, string | null][])(
    'if a look that asks for a decision recommends %s, is %s',
    (recommendation, decision) => {
      const { experiment } = shipping(on);
      const snapshots = experiment.looks.snapshots.map((snapshot) => ({
        ...snapshot,
        verdict: { ...snapshot.verdict, recommendation },
      }));
      const act = autoActOf({ ...experiment, looks: { ...experiment.looks, snapshots } });
      expect(act?.decision ?? null).toBe(decision);
    },
  );

  it('counts on the roles held now, and on the look and the flag as they are', () => {
    const { experiment } = shipping(on);
    const body = autoDecide(experiment, PRIYA);
    if (body.name !== 'autoDecide') throw new Error('another command');
    expect(answer(experiment, 8.1, { ...body, approver: { ...PRIYA, roles: [] } })).toBe('not-allowed');
    expect(answer(experiment, 8.1, { ...body, approver: TOM })).toBe('stale');
    expect(answer(experiment, 8.1, { ...body, snapshotHash: 'an older look' })).toBe('stale');
    expect(answer(experiment, 8.1, { ...body, flagVersion: 'another' })).toBe('stale');
    expect(answer(experiment, 8.1, { ...body, decision: 'kill' })).toBe('stale');
    expect(answer(shipping(MAIL_RUNNING).experiment, 8.1, body)).toBe('not-allowed');
    const off = goOn(shipping(on), auto(8.05, MARIA, 'off')).experiment;
    expect(answer(off, 8.1, body)).toBe('not-allowed');
  });

  it('does not outlive a change of the plan', () => {
    const { experiment } = shipping(on);
    if (experiment.design === null) throw new Error('no plan');
    const amended = { ...experiment, design: { ...experiment.design, planHash: 'amended' } };
    expect(answer(amended, 8.1, autoDecide(experiment, PRIYA))).toBe('not-allowed');
    expect(answer(amended, 8.1, { name: 'lapseAuto' })).toBe('taken');
  });

  it('ends with the undo of what it did, so that it does not do the same again', () => {
    const shipped = goOn(
      shipping(on),
      step(8.01, BOT, (state) => autoDecide(state, PRIYA)),
    );
    const undone = goOn(shipped, step(8.02, TOM, { name: 'undo', message: null })).experiment;
    expect([undone.status, undone.unattended?.auto?.mode, undone.unattended?.auto?.by]).toEqual([
      'deciding',
      'off',
      TOM.person,
    ]);
    const byHand = goOn(
      shipping(on),
      step(8.01, TOM, (state) => ({
        ...{ name: 'decide', decision: 'ship', reason: null, message: null },
        planHash: state.design?.planHash ?? '',
        snapshotHash: latestSnapshot(state)?.hash ?? '',
        flagVersion: state.flag?.version ?? '',
      })),
    );
    const undoneByHand = goOn(byHand, step(8.02, TOM, { name: 'undo', message: null })).experiment;
    expect(undoneByHand.unattended?.auto?.mode).toBe('on');
  });

  it('takes back a goal that fell by more than the limit, at a look that may decide and nothing else recommends', () => {
    const falling = goOn(
      GATE_RUNNING,
      auto(1.5, PRIYA, 'on'),
      look(2, COOKIE_CATS),
      look(16, COOKIE_CATS),
    ).experiment;
    expect([falling.status, latestSnapshot(falling)?.verdict.recommendation]).toEqual([
      'running',
      'keep-running',
    ]);
    expect(autoActOf(falling)).toEqual({ decision: 'kill', why: 'regression' });
    const wider = {
      ...falling,
      unattended: { auto: { ...falling.unattended?.auto, regressionLimit: 0.2 } },
    } as Experiment;
    expect(autoActOf(wider)).toBeNull();
    const still = goOn(GATE_RUNNING, auto(1.5, PRIYA, 'on'), look(2, NOTHING), look(16, NOTHING)).experiment;
    expect(autoActOf(still)).toBeNull();
    // Of several goals, one that fell is enough.
    const { design } = falling;
    if (design === null) throw new Error('no design');
    const first = { ...design.plan.goal, key: 'another' };
    const plan = { ...design.plan, goal: first, otherGoals: [design.plan.goal] };
    expect(autoActOf({ ...falling, design: { ...design, plan } })).toEqual({
      ...{ decision: 'kill', why: 'regression' },
    });
    const killed = goOn(
      goOn(GATE_RUNNING, auto(1.5, PRIYA, 'on'), look(2, COOKIE_CATS), look(16, COOKIE_CATS)),
      step(16.01, BOT, (state) => autoDecide(state, PRIYA)),
    ).experiment;
    expect(killed.decision.record).toMatchObject({ decision: 'kill', unattended: { rule: 'regression' } });
    expect(killed.flag?.active).toBe(false);
  });

  it('is only told of in a dry run, once for each look', () => {
    const dry = goOn(GATE_RUNNING, auto(1.5, PRIYA, 'dry-run'), look(2, LOSS), look(16, LOSS));
    const act = autoActOf(dry.experiment);
    if (act === null) throw new Error('nothing to do');
    const snapshotHash = latestSnapshot(dry.experiment)?.hash ?? '';
    const told = goOn(dry, step(16.01, BOT, { name: 'recordDryRun', ...act, snapshotHash })).experiment;
    expect([told.status, told.unattended?.auto?.dryRun?.act]).toEqual([dry.experiment.status, act]);
    expect(answer(told, 17, { name: 'recordDryRun', ...act, snapshotHash })).toBe('already-done');
    expect(answer(told, 17, autoDecide(told, PRIYA))).toBe('not-allowed');
  });
});

describe('a decision that waits', () => {
  const late = goOn(GATE_RUNNING, look(2, COOKIE_CATS), look(16, COOKIE_CATS), look(23, COOKIE_CATS));
  const due = expiryOf(late.experiment) ?? 0;
  const days = (at: number) => (at - START) / DAY;

  it('expires so many days after it was asked for, at the registered end or later', () => {
    expect(due).toBe((latestSnapshot(late.experiment)?.at ?? 0) + WITHIN * DAY);
    expect(answer(late.experiment, days(due) - 0.01, { name: 'expireDecision' })).toBe('too-early');
    const expired = goOn(late, step(days(due), BOT, { name: 'expireDecision' })).experiment;
    expect(expired.decision.record).toMatchObject({
      ...{ decision: 'end-without-winner', by: [], overrides: false },
      unattended: { why: 'expired' },
    });
    expect([expired.status, expired.flag?.active]).toEqual(['decided', false]);
    const early = shipping(MAIL_RUNNING).experiment;
    const end = (early.launch?.runningSince ?? 0) + (early.design?.plan.sizing.days ?? 0) * DAY;
    expect(expiryOf(early)).toBe(end + WITHIN * DAY);
  });

  it('is reminded of once, two days before', () => {
    expect(reminderOf(late.experiment)).toBe(due - 2 * DAY);
    expect(answer(late.experiment, days(due) - 2.1, { name: 'remindOfDecision' })).toBe('too-early');
    const reminded = goOn(late, step(days(due) - 2, BOT, { name: 'remindOfDecision' })).experiment;
    expect(reminderOf(reminded)).toBeNull();
    expect(nextUnattendedAt(reminded)).toBe(due);
    expect(answer(reminded, days(due) - 1, { name: 'remindOfDecision' })).toBe('too-early');
  });

  it('gets its time anew after a pause and after an undo', () => {
    const rested = goOn(
      late,
      step(24, MARIA, { name: 'pause', reason: 'x' }),
      step(30, TOM, { name: 'resume', message: null }),
    ).experiment;
    expect(days(expiryOf(rested) ?? 0)).toBeCloseTo(30 + WITHIN, 5);
    const expired = goOn(late, step(days(due), BOT, { name: 'expireDecision' }));
    const undone = goOn(expired, step(days(due + HOUR / 2), TOM, { name: 'undo', message: null })).experiment;
    expect(expiryOf(undone)).toBe(due + HOUR / 2 + WITHIN * DAY);
  });

  it('never expires under a plan from before this was kept, while paused, or once it is decided', () => {
    expect(expiryOf(EXAMPLES.decisionKill.experiment)).toBeNull();
    expect(expiryOf(goOn(late, step(24, MARIA, { name: 'pause', reason: 'x' })).experiment)).toBeNull();
    expect(expiryOf(EXAMPLES.decidedShip.experiment)).toBeNull();
  });
});
