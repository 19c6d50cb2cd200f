import { describe, expect, it } from 'vitest';
import type { PersonActor } from '#domain/actor.ts';
import { refusalOfAct } from '#domain/authority/permitted.ts';
import { evolve } from '#domain/evolve.ts';
import { designOf } from '#domain/experiment.ts';
import { approvalsNeeded, isApproved, sawPlan } from '#domain/guards.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';
import { MARIA, PRIYA } from '#test/support/example-plans.ts';

const { experiment } = EXAMPLES.inReview;
const SAM: PersonActor = { person: 'p_sam', roles: ['approver'] };

describe('the guards', () => {
  it('let an approver other than the requester approve', () => {
    expect(refusalOfAct(experiment, 'approve', PRIYA)).toBeNull();
    expect(refusalOfAct(experiment, 'approve', { person: 'p_ann', roles: ['admin'] })).toMatchObject({
      code: 'not-allowed',
    });
    expect(refusalOfAct(experiment, 'approve', { ...MARIA, roles: ['approver'] })).toMatchObject({
      code: 'requester',
    });
  });

  it('let no author of the request approve it, and say why', () => {
    const edited = evolve(
      experiment,
      { type: 'requestEdited', request: experiment.request, by: PRIYA.person },
      { key: experiment.key, version: experiment.version + 1, at: 1 },
    );
    if (edited === null) throw new Error('an edit ends nothing');
    expect(edited.proposal.authors).toEqual([experiment.proposal.requester, PRIYA.person]);
    expect(refusalOfAct(edited, 'approve', PRIYA)).toMatchObject({
      code: 'editor',
      message: expect.stringContaining('You edited what this experiment asks for'),
    });
    expect(refusalOfAct(edited, 'reject', PRIYA)?.message).toContain('choose *End* in the menu');
    expect(refusalOfAct(edited, 'reject', SAM)).toBeNull();
    expect(refusalOfAct(edited, 'approve', SAM)).toBeNull();
  });

  it('take a journal that does not say who edited', () => {
    const context = { key: experiment.key, version: experiment.version + 1, at: 1 };
    const edited = evolve(experiment, { type: 'requestEdited', request: experiment.request }, context);
    expect(edited?.proposal.authors).toEqual([experiment.proposal.requester]);
  });

  it('let a requester who is an approver do what needs the role alone', () => {
    expect(refusalOfAct(experiment, 'restoreFlag', { ...MARIA, roles: ['approver'] })).toBeNull();
    expect(refusalOfAct(experiment, 'restoreFlag', MARIA)).toMatchObject({ code: 'not-allowed' });
  });

  it('bind a person to the plan that they saw', () => {
    expect(sawPlan(experiment, { planHash: designOf(experiment).planHash })).toBeNull();
    expect(sawPlan(experiment, { planHash: 'another' })).toMatchObject({ code: 'stale' });
    expect(sawPlan(experiment, { planHash: null })).toMatchObject({ code: 'stale' });
    expect(sawPlan(EXAMPLES.proposed.experiment, { planHash: null })).toBeNull();
  });

  it('need two approvals for high risk', () => {
    expect(approvalsNeeded(experiment)).toBe(1);
    expect(approvalsNeeded(EXAMPLES.highRisk.experiment)).toBe(2);
    expect(isApproved(EXAMPLES.approvedOnce.experiment)).toBe(false);
    expect(isApproved(EXAMPLES.approved.experiment)).toBe(true);
  });

  it('count no approval of another plan', () => {
    const { experiment: approved } = EXAMPLES.approved;
    const other = { ...approved, design: { ...designOf(approved), planHash: 'another' } };
    expect(isApproved(other)).toBe(false);
    expect(isApproved(EXAMPLES.proposed.experiment)).toBe(false);
  });
});
