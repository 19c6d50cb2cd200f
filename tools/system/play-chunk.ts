import { fileURLToPath } from 'node:url';
import { startJourney } from '#test/support/journey.ts';
import { drawExperiments } from './draw-experiments.ts';
import { type FixedHorizon, playFixedHorizon } from './fixed-horizon.ts';
import { type Played, playExperiment } from './play-experiment.ts';
import { createTrueWorld } from './true-world.ts';

/** Experiments with these numbers, of `count` that the seed draws. */
export interface Chunk {
  readonly seed: number;
  readonly count: number;
  readonly numbers: readonly number[];
  /** The file that keeps the journal; in memory if left out. */
  readonly databaseFile?: string;
}

/** What came of one experiment; a text says why it did not come to its end. */
export interface SystemResult {
  readonly number: number;
  readonly played: Played | string;
  readonly fixed: FixedHorizon;
}

const SETTINGS = fileURLToPath(new URL('co-pilot.yaml', import.meta.url));

/** Plays some experiments one after the other in a sandbox of their own. */
export async function playChunk({ seed, count, numbers, databaseFile }: Chunk): Promise<SystemResult[]> {
  const world = createTrueWorld(seed);
  const journey = await startJourney({
    figures: world,
    settingsFile: SETTINGS,
    ...(databaseFile === undefined ? {} : { databaseFile }),
  });
  const results: SystemResult[] = [];
  try {
    for (const spec of drawExperiments(count, seed)) {
      if (!numbers.includes(spec.number)) continue;
      const played = await playExperiment(journey, world, spec).catch((thrown: unknown) =>
        thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
      );
      results.push({ number: spec.number, played, fixed: playFixedHorizon(spec, seed) });
      // What is left of an experiment that did not come to its end would stand in the way of the next.
      if (typeof played === 'string') break;
    }
  } finally {
    await journey.close();
  }
  return results;
}
