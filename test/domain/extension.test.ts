import { describe, expect, it } from 'vitest';
import { extendedPlan, extensionChoices, laterWeight } from '#domain/amendments/extension.ts';
import type { Command } from '#domain/command.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { looksBefore } from '#domain/looks/plan-as-run.ts';
import { nextLookAt } from '#domain/looks/schedule.ts';
import { planHash } from '#domain/plan.ts';
import { commandOf } from '#test/support/arbitraries-commands.ts';
import { APPROVER, SECOND_APPROVER, snapshotOf } from '#test/support/experiments.ts';
import { experimentIn, refusalOf, stateAfter } from '#test/support/experiments-by-status.ts';

function extend(state: Experiment, changes: Partial<Command<'extend'>> = {}): Command {
  const made = commandOf('extend', { state, fits: true, draw: 1, step: 1 }, APPROVER, 5);
  return { ...made, ...changes } as Command;
}

/** Running, after a look on which the rules recommended to go on. */
function afterLook(final = false, day = 7): Experiment {
  const running = experimentIn('running', 'low');
  const look = {
    ...snapshotOf({ day, recommendation: 'keep-running', final }),
    from: running.launch?.at ?? 0,
  };
  return { ...running, looks: { ...running.looks, snapshots: [look] } };
}

describe('an extension', () => {
  it('offers whole weeks up to the longest that the policy allows', () => {
    const sizing = (days: number) => ({ sizing: { ...designOf(afterLook()).plan.sizing, days } });
    expect(extensionChoices(sizing(14))).toEqual([21, 28]);
    expect(extensionChoices(sizing(22))).toEqual([]);
    expect(extensionChoices(sizing(8))).toEqual([15, 22]);
  });

  it('moves the registered end, and plans the units that the pace so far brings, never fewer than before', () => {
    const state = afterLook();
    const { sizing } = designOf(state).plan;
    const longer = extendedPlan(state, 28).sizing;
    expect(longer).toMatchObject({ days: 28, plannedLooks: 4 });
    expect(longer.plannedUnits).toBeGreaterThanOrEqual(sizing.plannedUnits);
    // Traffic so slow that two weeks more only make up for it: the size stays, and so does every weight.
    const [look] = state.looks.snapshots;
    if (look === undefined) throw new Error('no look');
    const slow = { ...look, analysis: { ...look.analysis, units: { control: 2, treatment: 2 } } };
    const late = { ...state, looks: { ...state.looks, snapshots: [slow] } };
    expect(extendedPlan(late, 28).sizing.plannedUnits).toBe(sizing.plannedUnits);
    expect(laterWeight(stateAfter(late, extend(late, { days: 28 })))).toBe(1);
  });

  it('is an amendment: the plan has a new hash, the record names the one before, approvals name the new one', () => {
    const before = afterLook();
    const after = stateAfter(before, extend(before, { days: 21 }));
    const { plan, amendments, approvals } = designOf(after);
    expect(designOf(after).planHash).toBe(planHash(plan));
    expect(amendments).toMatchObject([
      {
        change: { kind: 'days', from: 14, to: 21 },
        reason: 'Traffic is slow.',
        approvedBy: [APPROVER.person],
        looks: 1,
        previousHash: designOf(before).planHash,
        planHash: designOf(after).planHash,
      },
    ]);
    expect(approvals.at(-1)).toMatchObject({ person: APPROVER.person, planHash: designOf(after).planHash });
    const { extended } = looksBefore(after);
    expect(extended).toMatchObject({ sizing: { days: 14 }, seen: { look: 7 } });
    expect(laterWeight(after)).toBeLessThan(1);
    expect(nextLookAt(after)).not.toBeNull();
    // Whoever saw the plan before cannot decide on this one.
    expect(refusalOf(after, extend(before))).toBe('stale');
  });

  it('is possible once, before the registered end, with a reason, within the policy', () => {
    const state = afterLook();
    expect(refusalOf(state, extend(state, { reason: ' ' }))).toBe('needs-reason');
    for (const days of [14, 20, 35]) expect(refusalOf(state, extend(state, { days }))).toBe('policy');
    const final = afterLook(true);
    expect(refusalOf(final, extend(final))).toBe('too-late');
    const full = afterLook(false, 14);
    expect(refusalOf(full, extend(full))).toBe('too-late');
    const once = stateAfter(state, extend(state));
    expect(refusalOf(once, extend(once, { days: 28 }))).toBe('already-done');
  });

  it('against the recommendation, or at a high risk, takes a second approver for the same end', () => {
    const deciding = experimentIn('deciding', 'low');
    const looks = { ...deciding.looks, snapshots: [snapshotOf({ day: 7, recommendation: 'ship' })] };
    const running = experimentIn('running', 'high');
    for (const state of [{ ...deciding, looks }, running]) {
      const voted = stateAfter(state, extend(state, { days: 21 }));
      expect(voted.looks.extension).toBeUndefined();
      expect(refusalOf(voted, extend(voted, { days: 21 }))).toBe('already-done');
      const second = { actor: SECOND_APPROVER, reason: '' };
      expect(refusalOf(voted, extend(voted, { days: 28, ...second }))).toBe('needs-reason');
      const done = stateAfter(voted, extend(voted, { days: 21, ...second }));
      expect(done).toMatchObject({ status: 'running', decision: { pendingOverride: null } });
      expect(designOf(done).amendments?.[0]).toMatchObject({
        ...{ reason: 'Traffic is slow.', by: 'p-approver', approvedBy: ['p-approver', 'p-second'] },
      });
    }
  });
});
