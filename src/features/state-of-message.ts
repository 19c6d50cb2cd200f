import { fold } from '#domain/commit.ts';
import { commitOfEffect } from '#domain/effect.ts';
import type { Experiment } from '#domain/experiment.ts';
import type { CoPilot } from '#features/co-pilot.ts';

/**
 * The experiment as a message shows it: right after the commit that posted the message; as it is now if the message is not known. Null
 * if there is no such experiment.
 */
export async function stateOfMessage(
  { store, load }: Pick<CoPilot, 'store' | 'load'>,
  experiment: string,
  message: string | null,
): Promise<Experiment | null> {
  const now = await load(experiment);
  // Those who may not see the experiment see no message of it either.
  if (message === null || now === null) return now;
  const { version } = commitOfEffect(message);
  const commits = await store.commits(experiment);
  return fold(commits.filter((commit) => commit.version <= version));
}
