import { everyExperiment } from '#journal/every-experiment.ts';
import { say } from '#tools/command-line.ts';
import type { StoreReader } from '#tools/store/store-reader.ts';
import { replayRuns } from './replay-runs.ts';
import { type Verdict, workLines } from './run-lines.ts';

/**
 * Plays the runs of these experiments (none named: all) and prints a line for each call and outcome. False if one of them is not the same, or is
 * not kept any more.
 */
export async function sayRuns(store: StoreReader, experiments: readonly string[]): Promise<boolean> {
  const counts: Record<Verdict, number> = { same: 0, differs: 0, altered: 0, missing: 0, apart: 0 };
  let unknown = 0;
  for await (const key of experiments.length > 0 ? experiments : everyExperiment(store)) {
    if ((await store.commits(key)).length === 0) {
      say(`${key}: there is no such experiment`);
      unknown += 1;
    }
    for (const work of await replayRuns(store, key)) {
      for (const line of workLines(work)) say(line);
      for (const { verdict } of work.lines) counts[verdict] += 1;
    }
  }
  const { same, differs, altered, missing, apart } = counts;
  say(
    `runs: ${same} the same, ${differs} different, ${altered} altered, ${missing} not kept, ${apart} not to be replayed`,
  );
  return differs + altered + missing + unknown === 0;
}
