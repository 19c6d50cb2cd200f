import { readFile, writeFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import { EXAMPLE_FILE } from '#sandbox/example-settings.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';
import { ideaFor, PLACES } from './places.ts';

/** One experiment of the month: when it is proposed, and what the person fills in. */
export interface MonthExperiment {
  readonly idea: string;
  /** Whole days after the beginning of the month. */
  readonly day: number;
  readonly form: Readonly<Record<string, string | readonly string[]>>;
  /** Left out if it is proposed in the usual channel. */
  readonly channel?: string;
  /** Who proposes and owns it, by name; mia if left out. */
  readonly by?: string;
}

/** How many experiments a month has room for: each has a surface and a file of its own, so that all may run at once. */
export const MOST = 20;

/** Goal, guardrail, and the lifts in percent that a plan of at most four weeks can see. */
const GOALS = [
  ['retention_7d', 'retention_1d', 7, 12],
  ['visit_rate', 'checkout_conversion', 6, 10],
  ['checkout_conversion', 'retention_1d', 10, 14],
] as const;

/** So many experiments, proposed over the first half of a month of so many days. */
export function drawMonth(count: number, days: number, seed: number): readonly MonthExperiment[] {
  const random = seededRandom(seed);
  return PLACES.slice(0, count).map((surface, index) => {
    return {
      form: requestOf(index, random.uniform(), surface),
      idea: ideaFor(surface),
      day: Math.floor((random.uniform() * days) / 2),
    };
  });
}

/** What a person fills in for the experiment of this number on a surface; `share` (0 to 1) draws the lift. */
export function requestOf(index: number, share: number, surface: string): MonthExperiment['form'] {
  const [goalMetric, guardrail, least, most] = GOALS[index % GOALS.length] ?? GOALS[0];
  const smallestLift = String(Math.round(least + share * (most - least)));
  return { goalMetric, guardrailMetrics: [guardrail], smallestLift, surface };
}

/** The settings of the sandbox with all these surfaces, as a file at `path`. */
export async function writeMonthSettings(path: string): Promise<void> {
  const example = parse(await readFile(EXAMPLE_FILE, 'utf8'));
  await writeFile(path, stringify({ ...example, surfaces: PLACES.map((name) => ({ name })) }));
}
