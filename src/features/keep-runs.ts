import { type Keeper, RUNS_KEPT } from '#agents/keeper.ts';
import { packed } from '#agents/pack-run.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { DAY } from '#shared/clock.ts';
import { faultFields, toAppError } from '#shared/errors.ts';

/** Bytes of one call as packed: an answer of the longest that is read takes a tenth of it. */
const LARGEST = 1_000_000;

/** Keeps the calls of a model for one experiment. A store that does not take one costs its replay, and is said in the log. */
export function createKeeper(
  { store, clock, log, agents }: Pick<CoPilot, 'store' | 'clock' | 'log' | 'agents'>,
  experiment: string,
): Keeper {
  const { days } = agents.kept ?? RUNS_KEPT;
  return {
    keep: async (record) => {
      if (days === 0) return null;
      try {
        const { hash, body } = packed(record);
        if (body.byteLength > LARGEST) {
          log.warn('a run of a model is too large to be kept', { experiment, bytes: body.byteLength });
          return null;
        }
        await store.putRun({ id: hash, experiment, at: clock.now(), body });
        return hash;
      } catch (thrown) {
        log.warn('a run of a model was not kept', { experiment, ...faultFields(toAppError(thrown)) });
        return null;
      }
    },
  };
}

/** Erases runs that are older than the settings say, and the oldest of those that are too much together. */
export async function trimRuns({
  store,
  clock,
  log,
  agents,
}: Pick<CoPilot, 'store' | 'clock' | 'log' | 'agents'>): Promise<void> {
  const { days, bytes } = agents.kept ?? RUNS_KEPT;
  const erased = await store.trimRuns({ before: clock.now() - days * DAY, bytes });
  if (erased > 0) log.info('runs of a model were erased after their time', { erased });
}
