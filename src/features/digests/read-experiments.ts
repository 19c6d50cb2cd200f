import { fold } from '#domain/commit.ts';
import type { DigestWindow } from '#domain/digest/item.ts';
import type { Experiment } from '#domain/experiment.ts';
import { isFinished } from '#domain/status.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { turnOfTheLoop } from '#journal/turn-of-the-loop.ts';

/** How many experiments are looked through, the newest of them. */
const MOST = 10_000;

/**
 * The experiments as they stood at the end of a window, by their journals alone, so that a digest that is made up later says the same.
 * With `all`, those too that were finished before the window began.
 */
export async function experimentsAt(
  { store }: Pick<CoPilot, 'store'>,
  { from, until }: DigestWindow,
  all: boolean,
): Promise<readonly Experiment[]> {
  const found: Experiment[] = [];
  for (const { key, status, version } of await store.summaries({ limit: MOST })) {
    await turnOfTheLoop();
    if (!all && isFinished(status)) {
      const [last] = await store.commits(key, version - 1);
      if (last !== undefined && last.at <= from) continue;
    }
    const experiment = stateAt(await store.commits(key), until);
    if (experiment !== null) found.push(experiment);
  }
  return found;
}

/** The state after the last commit before the first one that is later than a moment; null if there is none. */
function stateAt(commits: Parameters<typeof fold>[0], until: number): Experiment | null {
  const later = commits.findIndex(({ at }) => at > until);
  return fold(later === -1 ? commits : commits.slice(0, later));
}
