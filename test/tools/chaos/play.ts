import type { Problem } from '#tools/chaos/check/problem.ts';
import { openFreshStore } from '#tools/chaos/fresh-store.ts';
import { runSchedule } from '#tools/chaos/run-schedule.ts';
import { SWITCHES, type Switch } from '#tools/chaos/switches.ts';

interface Playing {
  /** The seeds from 1 on, so many, or these. */
  readonly schedules: number | readonly number[];
  /** The address of a MongoDB server; SQLite in memory if null or left out. */
  readonly uri?: string | null;
  readonly guardOff?: Switch;
  readonly isEnough?: (found: readonly Problem[]) => boolean;
}

/** Plays schedules one after the other and gathers what was found; stops early if `isEnough` says so. */
export async function play({
  schedules,
  uri = null,
  guardOff,
  isEnough = () => false,
}: Playing): Promise<readonly Problem[]> {
  const found: Problem[] = [];
  const seeds =
    typeof schedules === 'number' ? Array.from({ length: schedules }, (_, index) => index + 1) : schedules;
  for (const seed of seeds) {
    if (isEnough(found)) break;
    const { store, dispose } = await openFreshStore(uri);
    const tamper = guardOff === undefined ? {} : { tamper: SWITCHES[guardOff] };
    const { problems } = await runSchedule({ seed, store, ...tamper });
    found.push(...problems);
    await dispose();
  }
  return found;
}

/** The proof needs one loss or double; what is merely stuck may have other reasons. */
export function harmed(found: readonly Problem[]): boolean {
  return found.some(({ kind }) => kind === 'lost' || kind === 'doubled');
}
