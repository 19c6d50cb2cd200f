import type { Experiment } from '#domain/experiment.ts';
import type { World } from './world.ts';

/** A person in PostHog switches the flag of an experiment on or off, or gives its variants other shares, past the bot. */
export async function tamper(world: World): Promise<void> {
  const { chance, sandbox, touched, note } = world;
  const key = chance.pick(await world.experiments())?.design?.plan.flagKey;
  const flag = sandbox.posthog.flags().find((one) => one.key === key && !one.deleted);
  if (key === undefined || flag === undefined) return;
  const { active, filters } = flag;
  const [first = 50] = (filters.multivariate?.variants ?? []).map(({ rollout_percentage: share }) => share);
  const shares = first === 50 ? [40, 60] : [50, 50];
  const variants = (filters.multivariate?.variants ?? []).map((variant, index) => {
    return { ...variant, rollout_percentage: shares[index] ?? 0 };
  });
  const isSwitched = variants.length !== 2 || chance.happens(0.6);
  const split = { filters: { ...filters, multivariate: { ...filters.multivariate, variants } } };
  sandbox.posthog.editFlag(key, isSwitched ? { active: !active } : split);
  touched.add(key);
  note(`ann changes the flag ${key} by hand: ${isSwitched ? 'switches it' : 'splits it anew'}`);
}

/** Whether the flag may stand otherwise than the status says, because a person changed it and the bot left it. */
export function mayStandOtherwise({ sandbox, touched }: World, experiment: Experiment): boolean {
  const { tampering, design, flag } = experiment;
  if (!touched.has(design?.plan.flagKey ?? '')) return false;
  if (tampering.open !== null || tampering.settled?.how === 'accepted') return true;
  const live = sandbox.posthog.flags().find(({ key, deleted }) => key === flag?.key && !deleted);
  // Changed, and not seen yet.
  return live !== undefined && String(live.version) !== flag?.version;
}
