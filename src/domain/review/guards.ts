import type { Command } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';

/** One person approves a plan once: a second approval has to come from another approver. */
export function hasNotApproved(
  { design }: Experiment,
  { planHash, actor }: Pick<Command<'approve'>, 'planHash' | 'actor'>,
): Refusal | null {
  return unless(
    !design?.approvals.some((approval) => approval.planHash === planHash && approval.person === actor.person),
    'already-done',
    'You have approved this plan already. It needs the approval of a second approver.',
  );
}
