import { commitOfEffect, type Effect } from '#domain/effect.ts';
import { designOf, type Experiment } from '#domain/experiment.ts';
import { heldAllocation } from '#domain/launch/held-variants.ts';
import { isShipmentPaused, isShipped } from '#domain/launch/shipment.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import { droppedVariants } from '#domain/looks/dropped-variants.ts';

/** What a flag is to be; allocations sum to 1. */
export type Setting = Pick<FlagRecord, 'active' | 'rollout' | 'allocation'>;

function plannedAllocation(experiment: Experiment): Readonly<Record<string, number>> {
  const { variants } = designOf(experiment).plan;
  return Object.fromEntries(variants.map((variant) => [variant.key, variant.allocation]));
}

/** The registered split, or the one that was accepted, with the treatments that were dropped since held apart. */
function presentAllocation(experiment: Experiment): Readonly<Record<string, number>> {
  const allocation = experiment.launch?.accepted?.allocation ?? plannedAllocation(experiment);
  return heldAllocation(allocation, droppedVariants(experiment.looks));
}

/** The registered split, or the one that was accepted, for this share of units. */
export function experimentSetting(experiment: Experiment, share: number): Setting {
  return { active: true, rollout: share, allocation: presentAllocation(experiment) };
}

/** As it runs after a pause: the registered share of units, or the one that was accepted. */
export function resumedSetting(experiment: Experiment): Setting {
  const share = experiment.launch?.accepted?.rollout ?? experiment.request.trafficShare;
  return experimentSetting(experiment, share);
}

/** No unit meets the change; the split stays as registered so that it can be resumed. */
export function offSetting(experiment: Experiment): Setting {
  return { active: false, rollout: 0, allocation: presentAllocation(experiment) };
}

/** Every unit gets one variant; while a shipment is on its way, so large a share of them, and the others the control. */
export function shipSetting(experiment: Experiment, variant: string, share = 1): Setting {
  const { variants } = designOf(experiment).plan;
  const shares = variants.map(({ key, role }) => [
    key,
    key === variant ? share : role === 'control' ? Number((1 - share).toFixed(9)) : 0,
  ]);
  return { active: true, rollout: 1, allocation: Object.fromEntries(shares) };
}

/** Whether the flag is to be on, as things stand. */
export function shouldBeOn(experiment: Pick<Experiment, 'status' | 'decision' | 'launch'>): boolean {
  const { status } = experiment;
  if (isShipped(experiment)) return !isShipmentPaused(experiment);
  return status === 'verifying' || status === 'running' || status === 'deciding';
}

/** Whether two records are of one flag in one version, however it came to be so. */
export function isSameFlag(left: FlagRecord | null, right: FlagRecord | null): boolean {
  return left?.key === right?.key && left?.version === right?.version;
}

/**
 * Whether the flag has been brought further since by a later commit. An effect that failed for good may be tried again
 * long after: a pause that was overtaken by its own resumption must not switch anything off any more.
 */
export function isOvertaken({ delivery: { flagEffect } }: Experiment, effect: string): boolean {
  return flagEffect !== null && commitOfEffect(flagEffect).version > commitOfEffect(effect).version;
}

/** The effect that brings the flag to a setting. */
export function setFlag(setting: Setting): Effect {
  const { active, rollout, allocation } = setting;
  return { kind: 'flag', act: { act: 'set', active, rollout, allocation } };
}
