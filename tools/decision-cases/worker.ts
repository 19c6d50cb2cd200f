/** A thread of `npm run test:decisions`: plays a share of the runs of a scenario at a time. */
import { parentPort } from 'node:worker_threads';
import type { ScenarioCase } from './case-fields.ts';
import { playRuns, type Tally } from './tally.ts';

/** So many runs of a scenario, from a seed of their own. */
export interface Chunk {
  readonly scenario: ScenarioCase;
  readonly place: number;
  readonly runs: number;
  readonly seed: number;
}

/** The tally of a chunk, by the place of its scenario. */
export interface PlayedChunk {
  readonly place: number;
  readonly tally: Tally;
}

parentPort?.on('message', ({ scenario, place, runs, seed }: Chunk) => {
  const played: PlayedChunk = { place, tally: playRuns(scenario, runs, seed) };
  parentPort?.postMessage(played);
});
