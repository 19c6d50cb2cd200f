import { BOT } from '#domain/actor.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Feature } from '#features/feature.ts';
import { performerWithAgents } from '#features/with-agents.ts';
import type { Performance } from '#journal/perform.ts';
import { MINUTE } from '#shared/clock.ts';
import * as actions from './actions.ts';
import { renderCleanUp, renderCleanUpFailed, renderCompleted, renderFlagStays } from './blocks.ts';
import { advanceCleanUps, writeCleanUp } from './clean-up.ts';
import { renderFlagDebt } from './flag-debt-blocks.ts';
import { renderFlagLeft } from './flag-left-blocks.ts';

/** Writes the clean-up and records its pull request, or what is missing, or that there is nothing left to clean. */
async function performCleanUp(coPilot: CoPilot, { experiment }: Performance<'clean-up'>): Promise<void> {
  const { status, cleanUp } = experiment;
  if (status !== 'cleaning-up' || cleanUp === null || cleanUp.codeCleanAt !== null) return;
  if (cleanUp.pullRequest?.closedAt === null) return;
  const outcome = await writeCleanUp(coPilot, experiment);
  const by = { actor: BOT, at: coPilot.clock.now() };
  if (outcome.kind === 'failed') {
    const { failure, runs } = outcome;
    await coPilot.execute(experiment.key, { name: 'recordCleanUpFailure', failure, runs, ...by });
    return;
  }
  if (outcome.kind === 'gone') {
    await coPilot.execute(experiment.key, {
      ...{ name: 'recordFlagGone', ...by },
      ...(outcome.revert === null ? {} : { revert: outcome.revert }),
    });
    return;
  }
  const { pullRequest, runs, left, names } = outcome;
  const more = { ...(left.length === 0 ? {} : { left }), ...(names.length === 0 ? {} : { names }) };
  await coPilot.execute(experiment.key, {
    ...{ name: 'recordCleanUpPullRequest', pullRequest, runs, ...more, ...by },
  });
}

/** A closed experiment is clean: its other code is out of the repository, and its flag is gone. */
export const cleanUpExperiment = {
  name: 'clean-up',
  actions: Object.values(actions),
  messages: {
    'clean-up': renderCleanUp,
    'clean-up-failed': renderCleanUpFailed,
    'flag-stays': renderFlagStays,
    'flag-left': renderFlagLeft,
    completed: renderCompleted,
    'flag-debt': renderFlagDebt,
  },
  performers: (coPilot) => ({
    'clean-up': performerWithAgents(coPilot, performCleanUp),
  }),
  jobs: [{ name: 'start-clean-ups', everyMs: 5 * MINUTE, run: (coPilot) => advanceCleanUps(coPilot) }],
} satisfies Feature;
