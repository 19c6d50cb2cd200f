import type { Experiment } from '#domain/experiment.ts';
import { mayStandOtherwise } from '#tools/chaos/tamper.ts';
import type { World } from '#tools/chaos/world.ts';
import { lost, type Problem } from './problem.ts';

/** At rest every flag is on or off as people were told: no unit meets a change that was paused, stopped or killed. */
export async function checkSwitches(world: World): Promise<readonly Problem[]> {
  const flags = world.sandbox.posthog.flags();
  const problems: Problem[] = [];
  for (const experiment of await world.experiments()) {
    // What failed for good is told in the thread, and stays undone until a person tries it again.
    if (experiment.delivery.failedEffects.some(({ kind }) => kind === 'flag')) continue;
    if (mayStandOtherwise(world, experiment)) continue;
    const wanted = shouldBeOn(experiment);
    const flag = flags.find(({ key, deleted }) => key === experiment.design?.plan.flagKey && !deleted);
    if (wanted === null || flag?.active === wanted) continue;
    problems.push(
      lost(`the flag of ${experiment.key}, ${experiment.status}, is ${wanted ? 'not on' : 'not off'}`),
    );
  }
  return problems;
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
