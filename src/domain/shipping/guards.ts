import type { Command } from '#domain/command.ts';
import type { Experiment } from '#domain/experiment.ts';
import { type Refusal, unless } from '#domain/refusal.ts';
import { shipmentStep, shipmentTimes } from '#domain/shipping/shipment-steps.ts';

/** A shipped change is on its way to all units. */
export function isOnItsWay(experiment: Experiment): Refusal | null {
  return unless(
    shipmentTimes(experiment) !== null,
    'already-done',
    'No shipped change is on its way to all users.',
  );
}

/** The reading is of the step that holds, and goes further than the one before. */
export function isNewReading(
  experiment: Experiment,
  { snapshot }: Pick<Command<'recordShipmentReading'>, 'snapshot'>,
): Refusal | null {
  const from = shipmentTimes(experiment)?.from ?? 0;
  const known = experiment.shipping?.reading?.until ?? 0;
  return unless(
    snapshot.from === from && snapshot.until > known,
    'already-done',
    'A newer reading of the shipped change is recorded already.',
  );
}

/** A shipped change has reached all units: before that, taking the other code away would end the steps or the holdback. */
export function hasReachedAll(experiment: Experiment): Refusal | null {
  return unless(
    shipmentStep(experiment) === null,
    'too-early',
    'The shipped change has not reached all users yet. The clean-up waits until it has.',
  );
}
