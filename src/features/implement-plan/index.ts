import { BOT } from '#domain/actor.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Feature } from '#features/feature.ts';
import { startProgress } from '#features/thread/progress.ts';
import { performerWithAgents } from '#features/with-agents.ts';
import type { Performance } from '#journal/perform.ts';
import * as actions from './actions.ts';
import { renderImplementationFailed, renderPullRequest } from './blocks.ts';
import { hintForm } from './hint-form.ts';
import { IMPLEMENT_STEPS, implementPlan } from './implement-plan.ts';

/** Runs the implementer with its progress on the card, and records the pull request or what is missing. */
async function performImplement(
  coPilot: CoPilot,
  { experiment, effect }: Performance<'implement'>,
): Promise<void> {
  if (experiment.status !== 'approved' && experiment.status !== 'implementing') return;
  const by = () => ({ actor: BOT, at: coPilot.clock.now() });
  await coPilot.execute(experiment.key, { name: 'startImplementation', ...by() });
  const progress = startProgress(coPilot, experiment.key, 'Implementing the experiment', IMPLEMENT_STEPS);
  const outcome = await implementPlan(coPilot, { experiment, hint: effect.hint ?? null }, progress.step);
  if (outcome.kind === 'failed') {
    const { failure, runs } = outcome;
    await coPilot.execute(experiment.key, { name: 'recordImplementationFailure', failure, runs, ...by() });
    return;
  }
  const { pullRequest, runs } = outcome;
  await coPilot.execute(experiment.key, { name: 'recordPullRequest', pullRequest, runs, ...by() });
}

/** From the approved plan to a draft pull request with the flagged code. */
export const implementPlanFeature = {
  name: 'implement-plan',
  actions: Object.values(actions),
  modals: [hintForm],
  messages: { 'pull-request': renderPullRequest, 'implementation-failed': renderImplementationFailed },
  performers: (coPilot) => ({
    implement: performerWithAgents(coPilot, performImplement),
  }),
} satisfies Feature;
