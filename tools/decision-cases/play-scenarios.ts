import { inThreads } from '#tools/in-threads.ts';
import type { ScenarioCase } from './case-fields.ts';
import { addTallies, type Tally } from './tally.ts';
import type { Chunk, PlayedChunk } from './worker.ts';

/** Runs that a thread plays before it asks for more. */
const CHUNK = 250;
/** Runs of one scenario are drawn from seeds this far apart, so that no two scenarios share one. */
const SEEDS_PER_SCENARIO = 10_000;

/** Plays every scenario over the cores of the machine; the answer has the order of the scenarios. */
export async function playScenarios(scenarios: readonly ScenarioCase[], seed: number): Promise<Tally[]> {
  const tallies: Tally[] = scenarios.map(() => ({ runs: 0, counts: {} }));
  const waiting = scenarios.flatMap((scenario, place) => chunksOf(scenario, place, seed));
  await inThreads<Chunk, PlayedChunk>({
    module: new URL('./worker.ts', import.meta.url),
    waiting,
    onAnswer: ({ place, tally }) => {
      tallies[place] = addTallies(tallies[place] ?? { runs: 0, counts: {} }, tally);
    },
  });
  return tallies;
}

function chunksOf(scenario: ScenarioCase, place: number, seed: number): readonly Chunk[] {
  const count = Math.ceil(scenario.runs / CHUNK);
  return Array.from({ length: count }, (_, index) => ({
    scenario,
    place,
    runs: Math.min(CHUNK, scenario.runs - index * CHUNK),
    seed: (seed * 1000 + place) * SEEDS_PER_SCENARIO + index,
  }));
}
