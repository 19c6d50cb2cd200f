import type { Experiment } from '#domain/experiment.ts';
import { newestReading } from '#domain/looks/newest-reading.ts';
import { lookNow } from '#domain/looks/schedule.ts';
import { summarize } from '#domain/summary.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { readTogether } from '#features/read-together.ts';
import { MINUTE } from '#shared/clock.ts';
import type { AppError } from '#shared/errors.ts';
import { readingOf } from './analyse-experiment.ts';
import { createNarrator } from './narrate.ts';

/** A reading costs the source a query: one as new as this serves all who ask. */
const FRESH = 15 * MINUTE;

/** What came of asking for a reading: `fresh` if the newest is new enough, `idle` if nothing may be read now. */
export type ReadNow = 'read' | 'fresh' | 'idle' | AppError;

/** Whether a reading is worth a query at this moment (milliseconds since the Unix epoch). */
function readable(experiment: Experiment, now: number): 'due' | 'fresh' | 'idle' {
  if (lookNow(experiment, now) === null) return 'idle';
  const newest = newestReading(experiment)?.until ?? 0;
  return now - newest < FRESH ? 'fresh' : 'due';
}

/** Takes the look of one experiment now: the one that is due, otherwise a watch, which reads progress, health and harm only. */
export async function readNow(coPilot: CoPilot, experiment: Experiment): Promise<ReadNow> {
  const state = readable(experiment, coPilot.clock.now());
  if (state !== 'due') return state;
  const narrate = createNarrator(coPilot);
  const reading = (line: { readonly key: string }) => readingOf(coPilot, line.key, narrate, lookNow);
  const [outcome = 'nothing'] = await readTogether(coPilot.metrics, [summarize(experiment)], reading);
  // A flag that differs from its record holds every reading up.
  return outcome === 'nothing' ? 'idle' : outcome;
}
