import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import { shipmentStep } from '#domain/shipping/shipment-steps.ts';
import { DAY } from '#shared/clock.ts';

/** The thread hears once a week of a flag that waits for its clean-up. */
const REMIND_EVERY = 7 * DAY;

/**
 * Since when a flag waits for its clean-up (milliseconds since the Unix epoch): since the decision, or since a shipped change
 * reached all units. Null if it is needed, or gone.
 */
export function flagDebtSince(experiment: Experiment): number | null {
  const { status, flag, decision, shipping } = experiment;
  const isOver = status === 'decided' || status === 'cleaning-up' || status === 'killed';
  if (!isOver || flag === null || shipmentStep(experiment) !== null) return null;
  const decidedAt = decision.record?.at ?? latestSnapshot(experiment)?.at ?? null;
  return decidedAt === null ? null : Math.max(decidedAt, shipping?.since ?? 0);
}

/** When the thread hears of the age of the flag next; null if it does not wait for its clean-up. */
export function flagReminderOf(experiment: Experiment): number | null {
  const since = flagDebtSince(experiment);
  return since === null ? null : Math.max(since, experiment.unattended?.flagToldAt ?? 0) + REMIND_EVERY;
}
