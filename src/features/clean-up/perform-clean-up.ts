import { BOT } from '#domain/actor.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import type { Performance } from '#journal/perform.ts';
import { writeCleanUp } from './clean-up.ts';

/** Writes the clean-up and records its pull request, or what is missing, or that there is nothing left to clean. */
export async function performCleanUp(
  coPilot: CoPilot,
  { experiment }: Performance<'clean-up'>,
): Promise<void> {
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
