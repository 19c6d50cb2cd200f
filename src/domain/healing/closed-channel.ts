import type { FailedEffect } from '#domain/delivery/state.ts';
import type { Experiment } from '#domain/experiment.ts';
import { shouldBeOn } from '#domain/launch/flag-settings.ts';
import { DAY } from '#shared/clock.ts';

/** Days after which an experiment that no person can follow goes back to the control. */
export const UNWATCHED_DAYS = 7;

/** What failed because the channel takes no message of the bot. */
export function shutOut({ delivery }: Experiment): readonly FailedEffect[] {
  return delivery.failedEffects.filter(({ closed }) => closed === true);
}

/** Whether the channel is closed, or seems to be since the last post: the bot looks again and again. */
export function hasClosedChannel(experiment: Experiment): boolean {
  const { healing, delivery } = experiment;
  if (healing?.channel !== undefined) return true;
  // Before the first card the requester alone is told, and retries.
  const hadCard = delivery.threadTs !== null || healing?.card !== undefined;
  return hadCard && shutOut(experiment).length > 0;
}

/** Whether units meet the change while its result is not known; a shipped change was decided on. */
function isOnTrial({ status }: Experiment): boolean {
  return status === 'verifying' || status === 'running' || status === 'deciding';
}

/** When an experiment that no person can follow goes back to the control (milliseconds since the Unix epoch); null if it does not. */
export function unwatchedUntil(experiment: Experiment): number | null {
  const since = experiment.healing?.channel?.since;
  if (since === undefined || !isOnTrial(experiment) || !shouldBeOn(experiment)) return null;
  return since + UNWATCHED_DAYS * DAY;
}
