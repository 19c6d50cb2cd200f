import type { DeskBench } from '#test/desk/desk-bench.ts';
import { EXAMPLES } from '#test/support/example-experiments.ts';

const {
  decidedShip,
  cleaningUp,
  killedAndClean,
  harmedAndClean,
  decidedEnd,
  decidedAgainst,
  undone,
  running,
} = EXAMPLES;

/** Experiments with outcomes of every kind, and one that runs. */
export const IMPACT_STORIES = [
  ...[decidedShip, cleaningUp, killedAndClean, harmedAndClean],
  ...[decidedEnd, decidedAgainst, undone, running],
];

/** Puts them on a bench, each under a key of its own. */
export async function fillImpact(bench: DeskBench): Promise<void> {
  for (const [at, story] of IMPACT_STORIES.entries()) await bench.put(story, `impact-${at}`);
}
