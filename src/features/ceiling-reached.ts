import type { Experiment } from '#domain/experiment.ts';
import {
  CEILINGS,
  type Ceiling,
  type Ceilings,
  ceilingOf,
  reachedWords,
  together,
  usedBy,
} from '#domain/spending/ceilings.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { unfinishedLines } from '#features/walk-unfinished.ts';
import { DAY } from '#shared/clock.ts';

/** What the unfinished experiments have used today. */
export type DayUse = () => Promise<Ceiling>;

/** Reads what the unfinished experiments have used since midnight UTC, once: many pieces of work may share it. */
export function createDayUse(coPilot: Pick<CoPilot, 'clock' | 'store' | 'loadUnseen'>): DayUse {
  let use: Promise<Ceiling> | null = null;
  return () => {
    use ??= usedToday(coPilot);
    return use;
  };
}

/** The ceiling at which the agents stop, and how much is used; null if there is room. `now` is what no journal holds yet. */
export async function ceilingReached(
  { agents: { ceilings = CEILINGS } }: Pick<CoPilot, 'agents'>,
  experiment: Experiment,
  dayUse: DayUse,
  now: Ceiling = usedBy([]),
) {
  return ownStop(experiment, now, ceilings) ?? dayStop(together(await dayUse(), now), ceilings);
}

function ownStop(experiment: Experiment, now: Ceiling, ceilings: Ceilings) {
  const used = together(usedBy(experiment.runs), now);
  const words = reachedWords(used, ceilingOf(experiment, ceilings));
  if (words === null) return null;
  return { reason: 'ceiling', detail: `The agents have used ${words} for this experiment.` } as const;
}

function dayStop(used: Ceiling, { day }: Ceilings) {
  const words = reachedWords(used, day);
  if (words === null) return null;
  return {
    reason: 'day-ceiling',
    detail: `The agents have used ${words} for all experiments today.`,
  } as const;
}

async function usedToday({
  store,
  loadUnseen,
  clock,
}: Pick<CoPilot, 'clock' | 'store' | 'loadUnseen'>): Promise<Ceiling> {
  const midnight = Math.floor(clock.now() / DAY) * DAY;
  let used: Ceiling = usedBy([]);
  for (const { key } of await unfinishedLines(store)) {
    const runs = (await loadUnseen(key))?.runs ?? [];
    used = together(used, usedBy(runs.filter(({ at = 0 }) => at >= midnight)));
  }
  return used;
}
