import { readFile, writeFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import { EXAMPLE_FILE } from '#sandbox/example-settings.ts';
import type { Scenario } from '#sandbox/stand-ins/posthog/scenario.ts';
import { withHarm, withSampleRatioMismatch } from '#sandbox/stand-ins/posthog/scenarios/faults.ts';
import { scenarioForKey } from '#sandbox/stand-ins/posthog/scenarios/known-truth.ts';
import { type RandomSource, seededRandom } from '#stats/numerics/seeded-random.ts';
import { type MonthExperiment, requestOf } from '../month/month-plan.ts';
import { ideaFor, PLACES } from '../month/places.ts';
import { DIGESTS_CHANNEL, type Team } from './quarter-channels.ts';

/** The zone of the digests and of the quiet hours. */
export const DIGESTS_ZONE = 'Europe/Berlin';

/** Experiments of a quarter end before it does, so none is proposed in its last weeks. */
const LAST_DAYS = 21;

/** A quarter: what is proposed when, what the data say of it, and when the metrics source is away. */
export interface QuarterPlan {
  readonly experiments: readonly MonthExperiment[];
  readonly scenarios: readonly Scenario[];
  /** Days of the quarter on which PostHog answers no question about figures. */
  readonly away: readonly number[];
  /** Days of the quarter on which a flag is switched off by hand. */
  readonly byHand: readonly number[];
}

/** So many experiments over so many days, by turns of these teams. One in six has a fault in its data: a split that is off, or errors. */
export function drawQuarter(count: number, days: number, seed: number, teams: readonly Team[]): QuarterPlan {
  const random = seededRandom(seed);
  const places = PLACES.slice(0, count);
  return {
    experiments: places.map((place, index) => ({
      idea: ideaFor(place),
      day: Math.floor(random.uniform() * Math.max(1, days - LAST_DAYS)),
      form: requestOf(index, random.uniform(), place),
      ...teams[index % teams.length],
    })),
    scenarios: places.map((place) => scenarioFor(place, random)),
    away: awayDays(days, random),
    byHand: [0.4, 0.7].map((share) => Math.floor((share + random.uniform() / 10) * days)),
  };
}

function scenarioFor(place: string, random: RandomSource): Scenario {
  const words = new RegExp(`(?:^|[-_ ])${place}(?:[-_ ]|$)`);
  const truth = { ...scenarioForKey(`quarter-${place}`), name: place, matches: words, surfaces: words };
  const chance = random.uniform();
  if (chance < 0.06) return withSampleRatioMismatch(truth, 0.02 + random.uniform() * 0.05);
  if (chance < 0.12) return withHarm(truth, 'app_crashed', 3);
  return chance < 0.16 ? withHarm(truth, 'app_crashed', 1.3) : truth;
}

/** Twice in the quarter, for two and for three days. */
function awayDays(days: number, random: RandomSource): readonly number[] {
  const first = Math.floor(days * (0.3 + random.uniform() / 10));
  const second = Math.floor(days * (0.6 + random.uniform() / 10));
  return [first, first + 1, second, second + 1, second + 2];
}

/** The settings of the sandbox with all these surfaces, what is watched beside, a budget, quiet hours and digests, as a file at `path`. */
export async function writeQuarterSettings(path: string): Promise<void> {
  const example = parse(await readFile(EXAMPLE_FILE, 'utf8'));
  const quietHours = { from: '19:00', until: '07:30', timeZone: DIGESTS_ZONE, weekends: true };
  const settings = {
    ...example,
    surfaces: PLACES.map((name) => ({ name })),
    watch: { errors: 'crash_rate', satisfaction: 'checkout_conversion' },
    alerts: { perDay: 3, graceHours: 2, quietHours },
    digests: {
      timeZone: DIGESTS_ZONE,
      daily: { channels: [DIGESTS_CHANNEL], at: '08:30' },
      weekly: { channels: [DIGESTS_CHANNEL], at: '09:00', day: 'monday' },
      review: { channels: [DIGESTS_CHANNEL], at: '10:00', day: 'wednesday' },
      monthly: { channels: [DIGESTS_CHANNEL], at: '09:00' },
    },
  };
  await writeFile(path, stringify(settings));
}
