import type { Experiment } from '#domain/experiment.ts';
import type { Status } from '#domain/status.ts';

/** A plan is there, and no user has met the change. */
export const BEFORE_LAUNCH: readonly Status[] = ['in-review', 'approved', 'implementing', 'implemented'];

/** The start is planned for later or queued, so that nothing waits for the launch now. */
export function isHeldForStart({ start }: Pick<Experiment, 'start'>): boolean {
  return start != null && start.calledAt === undefined;
}
