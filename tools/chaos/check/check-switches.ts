import type { Experiment } from '#domain/experiment.ts';
import type { Status } from '#domain/status.ts';
import type { StoredFlag } from '#sandbox/stand-ins/posthog/state.ts';
import { mayStandOtherwise } from '#tools/chaos/tamper.ts';
import type { World } from '#tools/chaos/world.ts';
import { lost, type Problem } from './problem.ts';

/** In which variants are compared, so that units must get them as planned. */
const COMPARES: readonly Status[] = ['verifying', 'running', 'deciding'];

/** At rest every flag is on or off as people were told, and on with the split of the plan: no unit meets a change that was paused, stopped or killed. */
export async function checkSwitches(world: World): Promise<readonly Problem[]> {
  const flags = world.sandbox.posthog.flags();
  const problems: Problem[] = [];
  for (const experiment of await world.experiments()) {
    // What failed for good is told in the thread, and stays undone until a person tries it again.
    if (experiment.delivery.failedEffects.some(({ kind }) => kind === 'flag')) continue;
    if (mayStandOtherwise(world, experiment)) continue;
    const wanted = shouldBeOn(experiment);
    const flag = flags.find(({ key, deleted }) => key === experiment.design?.plan.flagKey && !deleted);
    if (wanted !== null && flag?.active !== wanted)
      problems.push(
        lost(`the flag of ${experiment.key}, ${experiment.status}, is ${wanted ? 'not on' : 'not off'}`),
      );
    if (flag !== undefined && COMPARES.includes(experiment.status) && !hasPlannedSplit(experiment, flag))
      problems.push(
        lost(`the flag of ${experiment.key}, ${experiment.status}, has not the split of its plan`),
      );
  }
  return problems;
}

/** Whether units get the variants in the shares of the plan, by whole percentages; true if people accepted or dropped something since. */
function hasPlannedSplit({ design, launch, looks }: Experiment, { filters }: StoredFlag): boolean {
  if (launch?.accepted !== undefined || (looks.drops ?? []).length > 0) return true;
  const live = new Map(
    (filters.multivariate?.variants ?? []).map(({ key, rollout_percentage: share }) => [key, share]),
  );
  const planned = design?.plan.variants ?? [];
  return planned.every(({ key, allocation }) => Math.abs((live.get(key) ?? 0) - allocation * 100) < 1);
}

/** Whether units may meet the change; null if there need not be a flag. */
function shouldBeOn({ status, decision, launch }: Experiment): boolean | null {
  switch (status) {
    case 'verifying':
    case 'running':
    case 'deciding':
      return true;
    case 'paused':
    case 'killed':
      return false;
    case 'decided':
    case 'cleaning-up':
      return decision.record?.decision === 'ship' && launch?.pause == null;
    default:
      return null;
  }
}
