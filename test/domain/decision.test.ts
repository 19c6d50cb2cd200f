import { describe, expect, it } from 'vitest';
import { BOT, type PersonActor } from '#domain/actor.ts';
import type { Command } from '#domain/command.ts';
import { fold } from '#domain/commit.ts';
import { decide } from '#domain/decide.ts';
import { UNDO_WINDOW } from '#domain/decision/decide.ts';
import type { Experiment } from '#domain/experiment.ts';
import { forwardMoves, play } from '#test/support/arbitraries.ts';
import {
  APPROVER,
  BYSTANDER,
  chainOf,
  REQUESTER,
  SECOND_APPROVER,
  snapshotOf,
} from '#test/support/experiments.ts';

const AT = Date.UTC(2026, 1, 1);

/** Waits for its decision; the rules recommend to ship. */
function deciding(): Experiment {
  const ready = play(forwardMoves(20)).find(
    ({ after }) => after?.status === 'deciding' && after.flag !== null,
  );
  if (ready?.after == null) throw new Error('not deciding');
  return ready.after;
}

function decideOn(experiment: Experiment, changes: Partial<Command<'decide'>> = {}): Command<'decide'> {
  return {
    name: 'decide',
    decision: 'ship',
    planHash: experiment.design?.planHash ?? '',
    snapshotHash: experiment.looks.snapshots.at(-1)?.hash ?? '',
    flagVersion: experiment.flag?.version ?? '',
    reason: null,
    message: null,
    actor: APPROVER,
    at: AT,
    ...changes,
  };
}

/** The state after a command; throws where it is refused. */
function applied(experiment: Experiment, command: Command): Experiment {
  const decided = decide(experiment, command);
  if (decided.kind === 'refused') throw new Error(decided.problem.message);
  const [commit] = chainOf(experiment.key, [[]]);
  if (commit === undefined) throw new Error('no commit');
  const version = experiment.version + 1;
  const state = fold([{ ...commit, version, at: command.at, events: decided.value.events }], experiment);
  if (state === null) throw new Error('no state');
  return state;
}

function refusalOf(experiment: Experiment, command: Command): string | null {
  const decided = decide(experiment, command);
  return decided.kind === 'refused' ? decided.problem.code : null;
}

describe('a decision', () => {
  it('ships what the rules recommend, to all units', () => {
    const before = deciding();
    const decided = decide(before, decideOn(before));
    expect(decided).toMatchObject({
      kind: 'ok',
      value: {
        effects: [
          {
            kind: 'flag',
            act: { act: 'set', active: true, rollout: 1, allocation: { control: 0, treatment: 1 } },
          },
          { kind: 'post', topic: 'decided' },
          { kind: 'card' },
        ],
      },
    });
    expect(applied(before, decideOn(before))).toMatchObject({
      status: 'decided',
      decision: { record: { by: ['p-approver'] } },
    });
  });

  it.each(['planHash', 'snapshotHash', 'flagVersion'])('is refused on another %s', (field) => {
    const before = deciding();
    expect(refusalOf(before, decideOn(before, { [field]: 'of something else' }))).toBe('stale');
  });

  it('is refused to the requester and to who holds no role', () => {
    const before = deciding();
    const refused = (actor: PersonActor) => refusalOf(before, decideOn(before, { actor }));
    expect(refused(REQUESTER)).toBe('requester');
    expect(refused(BYSTANDER)).toBe('not-allowed');
  });

  it('against the recommendation needs a reason, and a second person for the same act', () => {
    const before = deciding();
    const kill = (changes: Partial<Command<'decide'>>) => decideOn(before, { decision: 'kill', ...changes });
    expect(refusalOf(before, kill({}))).toBe('needs-reason');
    expect(refusalOf(before, kill({ reason: '  ' }))).toBe('needs-reason');
    const voted = applied(before, kill({ reason: 'It annoys people.' }));
    expect(voted.status).toBe('deciding');
    expect(refusalOf(voted, kill({ reason: 'Again.' }))).toBe('already-done');
    const other = kill({ decision: 'keep-running', reason: 'More weeks.', actor: SECOND_APPROVER });
    expect(applied(voted, other).decision.pendingOverride?.by).toBe('p-second');
    expect(applied(voted, kill({ actor: SECOND_APPROVER }))).toMatchObject({
      status: 'decided',
      decision: {
        record: { by: ['p-approver', 'p-second'], overrides: true, reason: 'It annoys people.' },
      },
    });
  });

  it('against the recommendation starts anew if the flag has moved between the two votes, and says so', () => {
    const before = deciding();
    const voted = applied(before, decideOn(before, { decision: 'kill', reason: 'It annoys people.' }));
    const effect = `${voted.key}:${voted.version}:0`;
    const flag = before.flag === null ? null : { ...before.flag, version: 'moved' };
    const moved: Command = { name: 'recordFlag', effect, flag, actor: BOT, at: AT };
    expect(decide(voted, moved)).toMatchObject({
      value: { effects: [{ topic: 'override-lapsed' }, { topic: 'decision' }] },
    });
    const after = applied(voted, moved);
    expect(after.decision.pendingOverride).toBeNull();
    expect(refusalOf(after, decideOn(before, { decision: 'kill', actor: SECOND_APPROVER }))).toBe('stale');
    const again = decideOn(after, { decision: 'kill', reason: 'Still.', actor: SECOND_APPROVER });
    expect(applied(after, again).decision.pendingOverride?.by).toBe('p-second');
  });

  it('against the recommendation keeps its first vote if the flag is only found as it was', () => {
    const before = deciding();
    const voted = applied(before, decideOn(before, { decision: 'kill', reason: 'It annoys people.' }));
    const effect = `${voted.key}:${voted.version}:0`;
    const found: Command = { name: 'recordFlag', effect, flag: before.flag, actor: BOT, at: AT };
    expect(applied(voted, found).decision.pendingOverride?.by).toBe('p-approver');
  });

  it('ships the treatment that the look names, and none of several if it names none', () => {
    const before = deciding();
    const [look] = before.looks.snapshots.slice(-1);
    if (before.design === null || look === undefined) throw new Error('there is a plan and a look');
    const [control, treatment] = before.design.plan.variants;
    if (control === undefined || treatment === undefined) throw new Error('there are two variants');
    const { design } = before;
    const plan = { ...design.plan, variants: [control, treatment, { ...treatment, key: 'other' }] };
    const naming = (variant: string | null, final = false) => ({
      ...before,
      design: { ...design, plan },
      looks: {
        ...before.looks,
        snapshots: [
          { ...look, analysis: { ...look.analysis, final }, verdict: { ...look.verdict, variant } },
        ],
      },
    });
    expect(decide(naming('other'), decideOn(before))).toMatchObject({
      value: { effects: [{ act: { allocation: { control: 0, treatment: 0, other: 1 } } }, {}, {}] },
    });
    const advice = (final: boolean) => decide(naming(null, final), decideOn(before));
    expect(advice(false)).toMatchObject({ problem: { message: expect.stringContaining('Keep it running') } });
    expect(advice(true)).toMatchObject({
      problem: { message: expect.stringContaining('. End it and plan') },
    });
  });

  it('does not keep on running past the registered end', () => {
    const before = deciding();
    const final = snapshotOf({ day: 60, recommendation: 'end-without-winner', final: true });
    const looks = { ...before.looks, snapshots: [...before.looks.snapshots, final] };
    const ended = { ...before, looks };
    const decision = decideOn(ended, { decision: 'keep-running', reason: 'Please.' });
    expect(refusalOf(ended, decision)).toBe('too-late');
  });

  it('can be undone within the window, by a person who may decide, and puts the flag back', () => {
    const before = deciding();
    const decided = applied(before, decideOn(before));
    const undo = (at: number, actor = APPROVER): Command => ({ name: 'undo', message: null, actor, at });
    expect(refusalOf(decided, undo(AT, REQUESTER))).toBe('requester');
    expect(refusalOf(decided, undo(AT + UNDO_WINDOW + 1))).toBe('too-late');
    const answer = decide(decided, undo(AT + UNDO_WINDOW));
    const { active, rollout, allocation } = before.flag ?? { active: null, rollout: null, allocation: null };
    expect(answer).toMatchObject({
      kind: 'ok',
      value: { effects: [{ kind: 'flag', act: { act: 'set', active, rollout, allocation } }, {}, {}] },
    });
    expect(applied(decided, undo(AT))).toMatchObject({ status: 'deciding', decision: { record: null } });
  });

  it('is undone only by a person who means this decision, not one before it', () => {
    const before = deciding();
    const first = applied(before, decideOn(before));
    const undo = (decision?: number): Command => ({
      ...{ name: 'undo', message: null, actor: APPROVER, at: AT },
      ...(decision === undefined ? {} : { decision }),
    });
    const { decidedIn } = first.decision;
    const undone = applied(first, undo(decidedIn));
    expect(undone.decision.decidedIn).toBeUndefined();
    const second = applied(undone, decideOn(undone));
    expect(second.decision.decidedIn).toBe(second.version);
    expect(refusalOf(second, undo(decidedIn))).toBe('stale');
    expect(refusalOf(second, undo(0))).toBe('stale');
    expect(refusalOf(second, undo(second.decision.decidedIn))).toBeNull();
    // Stored commands of earlier versions name no decision.
    expect(refusalOf(second, undo())).toBeNull();
  });
});
