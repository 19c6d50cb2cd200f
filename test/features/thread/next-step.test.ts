import { expect, it } from 'vitest';
import { nextStep } from '#features/thread/next-step.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

it('says that a second approver is needed once the first one has spoken', () => {
  expect(nextStep(EXAMPLES.launchProposed.experiment)).toContain('Waiting for a second one to confirm');
  const { design } = EXAMPLES.planUnchanged.experiment;
  if (design === null) throw new Error('the example has a plan');
  const approvals = [{ person: 'p_priya', planHash: design.planHash, at: 1 }];
  const half = { ...EXAMPLES.planUnchanged.experiment, design: { ...design, approvals } };
  expect(nextStep(half)).toContain('One approver has approved the plan');
  expect(nextStep(EXAMPLES.planUnchanged.experiment)).toContain('Waiting for an approver to review');
});
