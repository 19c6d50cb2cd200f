import type { Experiment } from '#domain/experiment.ts';
import { isHeldForStart } from '#domain/schedule/start-phase.ts';
import { utcDay } from '#shared/utc-day.ts';

/** What follows the words about a launch if its start is planned for later; empty if it is not. Mrkdwn. */
export function plannedWords({ start = null }: Pick<Experiment, 'start'>): string {
  if (start === null || !isHeldForStart({ start })) return '';
  const when = start.startsAt === null ? 'when the surface is free' : `for ${utcDay(start.startsAt)}`;
  return ` Its start is planned ${when}: the bot calls an approver then.`;
}
