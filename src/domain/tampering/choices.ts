import { designOf, type Experiment } from '#domain/experiment.ts';
import { offSetting, type Setting, shouldBeOn } from '#domain/launch/flag-settings.ts';
import { heldKey } from '#domain/launch/held-variants.ts';
import { effectiveRollout, otherConditions } from '#domain/launch/release-conditions.ts';
import { settingAt } from '#domain/launch/setting-now.ts';
import type { FlagRecord } from '#domain/launch/state.ts';
import { droppedVariants } from '#domain/looks/dropped-variants.ts';
import { occupiesSurface } from '#domain/status.ts';
import { otherDifferences } from '#domain/tampering/flag-differences.ts';

/** Code of a failed change of the flag that met a change by hand. */
export const FLAG_CHANGED = 'flag.changed';

/** Whether the experiment can go on with the flag as it was found. While units may meet the change, each planned variant must get some. */
export function canAccept(experiment: Experiment): boolean {
  const { flag, status } = experiment;
  if (!occupiesSurface(status)) return true;
  return flag !== null && (!flag.active || splitOf(experiment, flag) !== null);
}

/** Whether the bot can bring the flag back: conditions that it did not make are as they were. */
export function canRestore({ tampering: { open }, flag }: Experiment): boolean {
  if (open === null) return false;
  if (flag === null) return otherConditions(open.known).length === 0;
  return open.known.conditions === undefined || otherDifferences(open.known, flag).length === 0;
}

/**
 * The share of each planned variant among the units that get one, as the conditions of this flag give it; sums to 1. A dropped
 * variant has the share of the units that are held. Null if a planned variant gets no unit, or another variant gets some.
 */
export function splitOf(experiment: Experiment, flag: FlagRecord): Readonly<Record<string, number>> | null {
  const { shares, total } = effectiveRollout(flag);
  const dropped = droppedVariants(experiment.looks);
  const planned = designOf(experiment).plan.variants.map(({ key }) => ({
    key,
    share: shares[dropped.includes(key) ? heldKey(key) : key] ?? 0,
  }));
  const counted = planned.reduce((sum, { share }) => sum + share, 0);
  if (planned.some(({ share }) => share === 0) || total - counted > 1e-9) return null;
  return Object.fromEntries(planned.map(({ key, share }) => [key, share / total]));
}

/** The setting that a restored flag gets: as the bot had left it, or as the change asked for that met the change by hand. */
export function restoredSetting(experiment: Experiment): Setting {
  const { tampering, delivery } = experiment;
  const known = tampering.open?.known ?? offSetting(experiment);
  const { rollout, allocation } = known;
  if (!shouldBeOn(experiment)) return { active: false, rollout, allocation };
  const hasMet = delivery.failedEffects.some(({ code }) => code === FLAG_CHANGED);
  return hasMet || !known.active
    ? settingAt(experiment, experiment.status)
    : { active: true, rollout, allocation };
}
