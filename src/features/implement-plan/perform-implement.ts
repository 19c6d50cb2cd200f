import { BOT } from '#domain/actor.ts';
import { hasConfigurations } from '#domain/configurations/planned-configurations.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { startProgress } from '#features/thread/progress.ts';
import type { Performance } from '#journal/perform.ts';
import { implementPlan, implementSteps } from './implement-plan.ts';

/** Runs the implementer with its progress on the card, and records the pull request or what is missing. */
export async function performImplement(
  coPilot: CoPilot,
  { experiment, effect }: Performance<'implement'>,
): Promise<void> {
  if (experiment.status !== 'approved' && experiment.status !== 'implementing') return;
  const by = () => ({ actor: BOT, at: coPilot.clock.now() });
  await coPilot.execute(experiment.key, { name: 'startImplementation', ...by() });
  if (hasConfigurations(experiment)) {
    await coPilot.execute(experiment.key, { name: 'recordConfigured', ...by() });
    return;
  }
  const progress = startProgress(
    coPilot,
    experiment.key,
    'Implementing the experiment',
    implementSteps(experiment),
  );
  const outcome = await implementPlan(coPilot, { experiment, hint: effect.hint ?? null }, progress.step);
  if (outcome.kind === 'failed') {
    const { failure, runs } = outcome;
    await coPilot.execute(experiment.key, { name: 'recordImplementationFailure', failure, runs, ...by() });
    return;
  }
  const { pullRequest, runs } = outcome;
  await coPilot.execute(experiment.key, { name: 'recordPullRequest', pullRequest, runs, ...by() });
}
