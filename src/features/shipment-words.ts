import type { Experiment } from '#domain/experiment.ts';
import { percent } from '#domain/figures.ts';
import { shipmentStep, shipmentTimes } from '#domain/shipping/shipment-steps.ts';
import { moment } from '#features/moment.ts';

/** How far a shipped change has come, as sentences; null if all users have it. Plain text. */
export function shipmentWords(experiment: Experiment): string | null {
  const step = shipmentStep(experiment);
  if (step === null) return null;
  const times = shipmentTimes(experiment);
  const until = times === null ? '' : ` until ${moment(times.end, '{date_short_pretty} at {time}')}`;
  const kept = percent(Number((1 - step.share).toFixed(9)));
  if (step.holdback === true) {
    return `${percent(step.share)} of all users get it; ${kept} keep the control${until}, to see what the change does in the long run. The guardrails are watched, and the clean-up waits.`;
  }
  return `${percent(step.share)} of all users get it${until}; then the next step follows if no harm is proven. The guardrails are watched, and the clean-up waits.`;
}
