import type { CoPilot } from '#features/co-pilot.ts';
import type { Observations } from '#features/observations/observations.ts';
import { faultOf } from '#features/walk-unfinished.ts';
import { changedExperiments, type JournalsRead } from '#journal/changed-experiments.ts';
import { turnOfTheLoop } from '#journal/turn-of-the-loop.ts';
import type { AppError } from '#shared/errors.ts';
import { outcomesIn } from './outcomes-in.ts';

type Needs = Pick<CoPilot, 'store' | 'clock'>;

/**
 * Records what the journals that changed tell experiments on prompts. What that is follows from the journals alone and each row has its own id, so that a
 * missed round, a crash or a second process loses none and counts none twice. A fault of one thread holds up no other, and is thrown at the end.
 */
export async function recordOutcomes(
  { store, clock }: Needs,
  observations: Observations,
  read: JournalsRead,
): Promise<void> {
  const faults: AppError[] = [];
  for (const { key } of await changedExperiments({ store, clock }, read)) {
    await turnOfTheLoop();
    const fault = await faultOf(async () => {
      const commits = await store.commits(key);
      const outcomes = outcomesIn(key, commits);
      const now = clock.now();
      if (outcomes.exposures.length > 0) await observations.recordExposures(outcomes.exposures, now);
      if (outcomes.observations.length > 0) await observations.recordObservations(outcomes.observations, now);
      read.versions.set(key, commits.at(-1)?.version ?? 0);
    });
    if (fault !== null) faults.push(fault);
  }
  const [first] = faults;
  if (first !== undefined) throw first;
}
