import { describe, expect, it } from 'vitest';
import { evolve } from '#domain/evolve.ts';
import type { Actor } from '#domain/experiment.ts';
import {
  approvalsNeeded,
  firstRefusal,
  holdsApproverRole,
  isApproved,
  mayApprove,
  mayReject,
  sawPlan,
} from '#domain/guards.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { MARIA, PRIYA } from '#test/support/example-plans.ts';

const { experiment } = EXAMPLES.inReview;
const SAM: Actor = { person: 'p_sam', roles: ['approver'] };

describe('the guards', () => {
  it('let an approver other than the requester approve', () => {
    expect(mayApprove(experiment, PRIYA)).toBeNull();
    expect(mayApprove(experiment, { person: 'p_ann', roles: ['admin'] })).toMatchObject({
      code: 'not-allowed',
    });
    expect(mayApprove(experiment, { ...MARIA, roles: ['approver'] })).toMatchObject({ code: 'requester' });
  });

  it('let no author of the request approve it, and say why', () => {
    const edited = evolve(
      experiment,
      { type: 'requestEdited', request: experiment.request, by: PRIYA.person ?? '' },
      { key: experiment.key, version: experiment.version + 1, at: 1 },
    );
    if (edited === null) throw new Error('an edit ends nothing');
    expect(edited.authors).toEqual([experiment.requester, PRIYA.person]);
    expect(mayApprove(edited, PRIYA)).toMatchObject({
      code: 'editor',
      message: expect.stringContaining('You edited what this experiment asks for'),
    });
    expect(mayReject(edited, PRIYA)?.message).toContain(`/experiment cancel ${experiment.key}`);
    expect(mayReject(edited, SAM)).toBeNull();
    expect(mayApprove(edited, SAM)).toBeNull();
  });

  it('take a journal that does not say who edited', () => {
    const context = { key: experiment.key, version: experiment.version + 1, at: 1 };
    const edited = evolve(experiment, { type: 'requestEdited', request: experiment.request }, context);
    expect(edited?.authors).toEqual([experiment.requester]);
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
