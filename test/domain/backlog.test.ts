import { describe, expect, it } from 'vitest';
import { PRIORITY_BOUNDS, type Priority, scoreOf } from '#domain/backlog/priority.ts';
import { fold, sealCommit } from '#domain/commit.ts';
import { decide } from '#domain/decide.ts';
import { holdingUp } from '#domain/delivery/failed-effects.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isOngoing } from '#domain/status.ts';
import { summarize } from '#domain/summary.ts';
import { nextUnattendedAt } from '#domain/unattended/expiry.ts';
import { statusWords } from '#features/status-words.ts';
import { HOUR } from '#shared/clock.ts';
import { APPROVER, BYSTANDER, proposeLater, REQUESTER, START } from '#test/support/experiments.ts';
import { experimentIn, refusalOf, stateAfter } from '#test/support/experiments-by-status.ts';
import { STATUSES } from '#test/support/statuses.ts';

const AT = START + HOUR;
const PRIORITY: Priority = { reach: 3_000, confidence: 0.8, effort: 2 };

const kept = () => experimentIn('backlog', 'low');
const prioritised = (priority: Priority | null, state = kept()) =>
  stateAfter(state, { name: 'prioritise', priority, actor: REQUESTER, at: AT });
const planned = (state = kept()) => stateAfter(state, { name: 'planIdea', actor: BYSTANDER, at: AT });

function effectsOf(state: Experiment | null, command: Parameters<typeof decide>[1]) {
  const decided = decide(state, command);
  if (decided.kind === 'refused') throw new Error(decided.problem.message);
  return decided.value.effects;
}

describe('an idea that is kept for later', () => {
  it('is an experiment of its own that asks for nothing outside', () => {
    expect(effectsOf(null, proposeLater())).toEqual([]);
    const state = kept();
    expect(state).toMatchObject({ status: 'backlog', delivery: { threadTs: null } });
    expect(state.proposal).toMatchObject({ source: { kind: 'import', line: 3 }, leftOpen: true });
    expect(summarize(state)).toMatchObject({ status: 'backlog', waiting: null });
    expect(nextUnattendedAt(state)).toBeNull();
    expect(statusWords('backlog')).toBe('planned (backlog)');
    expect(STATUSES.filter((status) => !isOngoing(status))).toEqual(['backlog', 'completed', 'cancelled']);
  });

  it('is planned by any member: its card is posted, then the agents begin', () => {
    const command = { name: 'planIdea', actor: BYSTANDER, at: AT } as const;
    expect(effectsOf(kept(), command)).toEqual([{ kind: 'card' }, { kind: 'design' }]);
    const state = planned();
    expect(state.status).toBe('draft');
    expect(state.proposal.planned).toEqual({ by: BYSTANDER.person, at: AT, version: 2 });
    // Who plans it wrote no part of it.
    expect(state.proposal.authors).toEqual([REQUESTER.person]);
    expect(refusalOf(state, command)).toBe('not-now');
  });

  it('is dropped with a reason, and no thread is told', () => {
    const drop = { name: 'cancel', reason: 'Done by others', actor: APPROVER, at: AT } as const;
    expect(effectsOf(kept(), drop)).toEqual([]);
    const state = stateAfter(kept(), drop);
    expect(state).toMatchObject({
      status: 'cancelled',
      ended: { cancellation: { reason: 'Done by others' } },
    });
    expect(refusalOf(kept(), { ...drop, actor: BYSTANDER })).toBe('not-allowed');
  });

  it('has a priority that its people set, change and take away', () => {
    expect(summarize(kept()).priority).toBeUndefined();
    const state = prioritised(PRIORITY);
    expect(state.proposal.priority).toEqual(PRIORITY);
    expect(summarize(state).priority).toBe(1_200);
    expect(summarize(prioritised({ ...PRIORITY, effort: 4 }, state)).priority).toBe(600);
    expect(prioritised(null, state).proposal.priority).toBeUndefined();
    // It orders the backlog alone, and stays in the record.
    expect(summarize(planned(state)).priority).toBeUndefined();
    expect(planned(state).proposal.priority).toEqual(PRIORITY);
    expect(effectsOf(kept(), { name: 'prioritise', priority: null, actor: REQUESTER, at: AT })).toEqual([]);
  });

  it.each(['reach', 'confidence', 'effort'] as const)('keeps the %s within its bounds', (part) => {
    const { least, most } = PRIORITY_BOUNDS[part];
    const refusal = (value: number) => {
      const priority = { ...PRIORITY, [part]: value };
      const later = decide(null, { ...proposeLater(), priority });
      const set = refusalOf(kept(), { name: 'prioritise', priority, actor: REQUESTER, at: AT });
      expect(later.kind === 'refused' ? later.problem.code : null).toBe(set);
      return set;
    };
    for (const value of [least, most]) expect(refusal(value)).toBeNull();
    const outside = [least / 2, -least, 0, most * 2, Number.NaN, Number.POSITIVE_INFINITY];
    for (const value of outside) expect(refusal(value)).toBe('policy');
  });

  it('is put in order by reach × confidence ÷ effort', () => {
    expect(scoreOf(PRIORITY)).toBe(1_200);
    expect(scoreOf({ reach: 1, confidence: 0.5, effort: 2 })).toBe(0.25);
  });

  it('is held up by its first card, as a proposal is', () => {
    const state = planned();
    const failed = { effect: 'gate:2:0', kind: 'card', code: 'slack.gone', detail: 'Gone', at: AT };
    const delivery = { ...state.delivery, threadTs: '17.1', failedEffects: [failed] };
    expect(holdingUp({ ...state, delivery })).toHaveLength(1);
    const { planned: _never, ...proposal } = state.proposal;
    expect(holdingUp({ ...state, proposal, delivery })).toHaveLength(0);
  });

  it('is read from a journal that says nothing of the backlog as a proposal that is planned at once', () => {
    const command = proposeLater();
    const event = { type: 'proposed', request: command.request, requester: 'p', channel: 'C1' } as const;
    const state = fold([sealCommit('gate', null, command, { events: [event], effects: [] })]);
    expect(state?.status).toBe('draft');
    expect(state?.proposal).not.toHaveProperty('priority');
  });
});
