import { seededRandom } from '#stats/numerics/seeded-random.ts';
import type { ScenarioCase } from './case-fields.ts';
import { playRun, type RunRecord } from './play-run.ts';
import { planOfScenario } from './scenario-plan.ts';

/** In how many runs each outcome occurred; `out by day 7` counts those in which every harmful treatment was out by then. */
export interface Tally {
  readonly runs: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** Plays `runs` runs of a scenario. The same seed gives the same runs. */
export function playRuns(one: ScenarioCase, runs: number, seed: number): Tally {
  const scenarioPlan = planOfScenario(one);
  const random = seededRandom(seed);
  const counts: Record<string, number> = {};
  const days = (one.bands.stoppedForHarmByDay ?? []).map(({ day }) => day);
  for (let run = 0; run < runs; run += 1) {
    const record = playRun(one, scenarioPlan, random);
    for (const flag of outcomesOf(one, record, days)) counts[flag] = (counts[flag] ?? 0) + 1;
  }
  return { runs, counts };
}

function outcomesOf(
  { truth }: ScenarioCase,
  { flags, outOnDay }: RunRecord,
  days: readonly number[],
): readonly string[] {
  const harmful = truth?.harmful ?? [];
  const isOut = harmful.some((variant) => outOnDay.has(variant));
  const byDay = days.filter((day) =>
    harmful.every((variant) => (outOnDay.get(variant) ?? Number.POSITIVE_INFINITY) <= day),
  );
  return [...flags, ...(isOut ? ['droppedHarmful'] : []), ...byDay.map(outByDay)];
}

/** The name of the outcome that every harmful treatment is out by the end of a day. */
export function outByDay(day: number): string {
  return `stoppedForHarmByDay ${day}`;
}

/** Both tallies together. */
export function addTallies(first: Tally, second: Tally): Tally {
  const counts: Record<string, number> = { ...first.counts };
  for (const [key, count] of Object.entries(second.counts)) counts[key] = (counts[key] ?? 0) + count;
  return { runs: first.runs + second.runs, counts };
}

/** A share that a band speaks of. */
export interface MeasuredShare {
  readonly outcome: string;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Every band of a scenario with the share that came out. */
export function measuredShares({ bands }: ScenarioCase, { runs, counts }: Tally): readonly MeasuredShare[] {
  const { stoppedForHarmByDay = [], ...rest } = bands;
  const all = [
    ...Object.entries(rest).map(([outcome, band]) => ({ outcome, band })),
    ...stoppedForHarmByDay.map(({ day, share }) => ({ outcome: outByDay(day), band: share })),
  ];
  return all.map(({ outcome, band: [low, high] }) => ({
    outcome,
    share: (counts[outcome] ?? 0) / runs,
    low,
    high,
  }));
}
