import { hasConfigurations } from '#domain/configurations/planned-configurations.ts';
import { shippedVariant } from '#domain/decision/shipped-variant.ts';
import type { Effect } from '#domain/effect.ts';
import { type Experiment, latestSnapshot } from '#domain/experiment.ts';

/** The variant whose configuration the surface keeps: the shipped one; null if none was shipped, or if the plan has no configurations. */
export function keptConfiguration(experiment: Experiment): string | null {
  const snapshot = latestSnapshot(experiment);
  const isShipment = experiment.decision.record?.decision === 'ship';
  return isShipment && snapshot !== null && hasConfigurations(experiment)
    ? shippedVariant(experiment, snapshot)
    : null;
}

/** The effect that makes the shipped configuration the default; none if there is none. */
export function keepDefault(experiment: Experiment): readonly Effect[] {
  const variant = keptConfiguration(experiment);
  return variant === null ? [] : [{ kind: 'flag', act: { act: 'keep', variant } }];
}
