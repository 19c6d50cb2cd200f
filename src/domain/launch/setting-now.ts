import { shippedVariant } from '#domain/decision/shipped-variant.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';
import {
  experimentSetting,
  resumedSetting,
  type Setting,
  shipSetting,
} from '#domain/launch/flag-settings.ts';
import { rampShare } from '#domain/launch/ramp.ts';
import { shippedShare } from '#domain/shipping/shipment-steps.ts';
import type { Status } from '#domain/status.ts';

/** How a flag that is to be on stands at a status: the present one, or the one that a pause interrupted. */
export function settingAt(experiment: Experiment, status: Status): Setting {
  if (status === 'verifying') return experimentSetting(experiment, rampShare(experiment));
  const snapshot = latestSnapshot(experiment);
  return snapshot !== null && (status === 'decided' || status === 'cleaning-up')
    ? shipSetting(experiment, shippedVariant(experiment, snapshot), shippedShare(experiment))
    : resumedSetting(experiment);
}
