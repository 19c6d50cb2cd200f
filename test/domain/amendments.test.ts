import { describe, expect, it } from 'vitest';
import type { AmendedPart } from '#domain/amendments/state.ts';
import type { Command, PersonBody } from '#domain/command.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { planHash } from '#domain/plan.ts';
import { APPROVER, REQUESTER, SECOND_APPROVER } from '#test/support/experiments.ts';
import { experimentIn, refusalOf, stateAfter } from '#test/support/experiments-by-status.ts';

const MARGIN: AmendedPart = { kind: 'margin', metric: 'revenue', from: 0.02, to: 0.05 };

function by(actor: typeof APPROVER, body: PersonBody): Command {
  return { ...body, actor, at: 7 } as Command;
}

function propose(state: Experiment, change = MARGIN, actor = REQUESTER, reason = 'Agreed with finance.') {
  return by(actor, { name: 'proposeAmendment', change, planHash: designOf(state).planHash, reason });
}

function approve(state: Experiment, actor = APPROVER) {
  const { planHash: seen, pendingAmendment } = designOf(state);
  const amendment = pendingAmendment?.id ?? 0;
  return by(actor, { name: 'approveAmendment', amendment, planHash: seen, message: null });
}

function amended(change: AmendedPart): Experiment {
  const asked = stateAfter(experimentIn('running', 'low'), propose(experimentIn('running', 'low'), change));
  return stateAfter(asked, approve(asked));
}

describe('an amendment', () => {
  it('changes the plan when an approver who is no author approves it, and chains the hashes', () => {
    const before = experimentIn('running', 'low');
    const asked = stateAfter(before, propose(before));
    expect(designOf(asked).plan).toEqual(designOf(before).plan);
    const after = stateAfter(asked, approve(asked));
    const { plan, planHash: hash, amendments, approvals, pendingAmendment } = designOf(after);
    expect(plan.guardrails[0]?.margin).toBe(0.05);
    expect([hash, pendingAmendment]).toEqual([planHash(plan), undefined]);
    expect(amendments).toEqual([
      {
        ...{ change: MARGIN, reason: 'Agreed with finance.', by: REQUESTER.person },
        ...{ approvedBy: [APPROVER.person], at: 7, looks: 0 },
        ...{ previousHash: designOf(before).planHash, planHash: hash },
      },
    ]);
    expect(approvals.at(-1)?.planHash).toBe(hash);
  });

  it('never touches the goal, the variants or the error rates', () => {
    const before = designOf(experimentIn('running', 'low')).plan;
    const other = { ...before.goal, key: 'sessions' };
    const changes: readonly AmendedPart[] = [
      MARGIN,
      { kind: 'add-secondary', metric: other },
      { kind: 'owner', from: 'p-owner', to: 'p-new' },
    ];
    for (const change of changes) {
      const { goal, variants, alpha, power, sizing } = designOf(amended(change)).plan;
      expect({ goal, variants, alpha, power, sizing }).toEqual({
        ...{ goal: before.goal, variants: before.variants, alpha: before.alpha },
        ...{ power: before.power, sizing: before.sizing },
      });
    }
    expect(amended({ kind: 'owner', from: 'p-owner', to: 'p-new' }).request.owner).toBe('p-new');
    const added = amended({ kind: 'add-secondary', metric: other });
    const removal: AmendedPart = { kind: 'remove-secondary', metric: 'sessions' };
    const asked = stateAfter(added, propose(added, removal));
    expect(designOf(stateAfter(asked, approve(asked))).plan.secondary).toEqual([]);
  });

  it('is refused if it changes nothing or something that is not to be changed, and without a reason', () => {
    const state = experimentIn('running', 'low');
    const { goal } = designOf(state).plan;
    const wrong: readonly AmendedPart[] = [
      { ...MARGIN, to: 0.02 },
      { ...MARGIN, to: 0.6 },
      { ...MARGIN, to: 0 },
      { ...MARGIN, metric: goal.key },
      { kind: 'add-secondary', metric: goal },
      { kind: 'remove-secondary', metric: goal.key },
      { kind: 'remove-secondary', metric: 'revenue' },
      { kind: 'owner', from: 'p-owner', to: 'p-owner' },
    ];
    for (const change of wrong) expect(refusalOf(state, propose(state, change))).toBe('policy');
    expect(refusalOf(state, propose(state, MARGIN, REQUESTER, ' '))).toBe('needs-reason');
  });

  it('is approved by another than who asked for it, and by two at a high risk', () => {
    const state = experimentIn('running', 'high');
    const asked = stateAfter(state, propose(state, MARGIN, APPROVER));
    expect(refusalOf(asked, approve(asked, APPROVER))).toBe('requester');
    const other = stateAfter(state, propose(state));
    const first = stateAfter(other, approve(other));
    expect(designOf(first).amendments).toBeUndefined();
    expect(refusalOf(first, approve(first))).toBe('already-done');
    const second = stateAfter(first, approve(first, SECOND_APPROVER));
    expect(designOf(second).amendments?.[0]?.approvedBy).toEqual(['p-approver', 'p-second']);
  });

  it('is bound to its own proposal: a newer one, a decline or another amendment makes it void', () => {
    const state = experimentIn('running', 'low');
    const first = stateAfter(state, propose(state));
    const second = stateAfter(first, propose(first, { ...MARGIN, to: 0.1 }));
    expect(refusalOf(second, approve(first))).toBe('stale');
    const id = designOf(second).pendingAmendment?.id ?? 0;
    const declined = stateAfter(
      second,
      by(REQUESTER, { name: 'declineAmendment', amendment: id, message: null }),
    );
    expect(designOf(declined).pendingAmendment).toBeUndefined();
    expect(refusalOf(declined, approve(second))).toBe('stale');
  });
});
