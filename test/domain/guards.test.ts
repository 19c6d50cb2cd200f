import { describe, expect, it } from 'vitest';
import {
  approvalsNeeded,
  firstRefusal,
  holdsApproverRole,
  isApproved,
  mayApprove,
  sawPlan,
} from '#domain/guards.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { MARIA, PRIYA } from '#test/support/example-plans.ts';

const { experiment } = EXAMPLES.inReview;

describe('the guards', () => {
  it('let an approver other than the requester approve', () => {
    expect(mayApprove(experiment, PRIYA)).toBeNull();
    expect(mayApprove(experiment, { person: 'p_ann', roles: ['admin'] })).toMatchObject({
      code: 'not-allowed',
    });
    expect(mayApprove(experiment, { ...MARIA, roles: ['approver'] })).toMatchObject({ code: 'requester' });
  });

  it('let a requester who is an approver do what needs the role alone', () => {
    expect(holdsApproverRole({ ...MARIA, roles: ['approver'] })).toBeNull();
    expect(holdsApproverRole(MARIA)).toMatchObject({ code: 'not-allowed' });
  });

  it('bind a person to the plan that they saw', () => {
    expect(sawPlan(experiment, experiment.planHash)).toBeNull();
    expect(sawPlan(experiment, 'another')).toMatchObject({ code: 'stale' });
    expect(sawPlan(experiment, null)).toMatchObject({ code: 'stale' });
    expect(sawPlan(EXAMPLES.proposed.experiment, null)).toBeNull();
  });

  it('need two approvals for high risk', () => {
    expect(approvalsNeeded(experiment)).toBe(1);
    expect(approvalsNeeded(EXAMPLES.highRisk.experiment)).toBe(2);
    expect(isApproved(EXAMPLES.approvedOnce.experiment)).toBe(false);
    expect(isApproved(EXAMPLES.approved.experiment)).toBe(true);
  });

  it('count no approval of another plan', () => {
    const { approved } = EXAMPLES;
    expect(isApproved({ ...approved.experiment, planHash: 'another' })).toBe(false);
    expect(isApproved(EXAMPLES.proposed.experiment)).toBe(false);
  });

  it('answer with the first refusal', () => {
    const first = { code: 'stale', message: 'one' } as const;
    const second = { code: 'conflict', message: 'two' } as const;
    expect(firstRefusal(null, first, second)).toBe(first);
    expect(firstRefusal(null, null)).toBeNull();
  });
});
