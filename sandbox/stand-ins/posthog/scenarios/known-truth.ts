import { createHash } from 'node:crypto';
import { ASSUMED, assumedBaseline, totalAt } from '#sandbox/stand-ins/posthog/measures.ts';
import type { MeasureTotal, Scenario, ScenarioArm } from '#sandbox/stand-ins/posthog/scenario.ts';
import { seededRandom } from '#stats/numerics/seeded-random.ts';

/** A truth to draw an experiment from: both arms as `ASSUMED`, but what the change lifts. */
export interface Truth {
  readonly name: string;
  readonly matches: RegExp;
  readonly surfaces: RegExp;
  readonly days: number;
  readonly unitsPerDay: number;
  readonly seed: number;
  /** Relative change of every measure in `LIFTED` in the treatment; 0 is an A/A experiment. */
  readonly lift: number;
}

/** What a change may lift. The rest (crashes, complaints, loading time) stays as it was. */
const LIFTED = ['retained_1d', 'retained_7d', 'site_visited', 'order_completed', 'order_completed.revenue'];

/** Draws totals from a truth: a fair coin for every unit, then what each arm did, all fixed by the seed. */
function scenarioFromTruth(truth: Truth): Scenario {
  const random = seededRandom(truth.seed);
  const all = truth.days * truth.unitsPerDay;
  const inTreatment = random.binomial(all, 0.5);
  const draw = (units: number, lift: number): ScenarioArm => {
    const metrics = Object.entries(ASSUMED).map(([key, level]): [string, MeasureTotal] => {
      const factor = LIFTED.includes(key) ? 1 + lift : 1;
      if (level.rate !== undefined) {
        return [key, { kind: 'proportion', successes: random.binomial(units, level.rate * factor) }];
      }
      const mean = (level.mean ?? 0) * factor;
      const variance = level.variance ?? 0;
      const error = Math.sqrt(variance / units) * random.normal();
      return [key, totalAt({ ...level, mean: mean + error }, units)];
    });
    return { units, metrics: Object.fromEntries(metrics) };
  };
  const { name, matches, surfaces, days, seed } = truth;
  return {
    name,
    source: `drawn with seed ${seed} from a known truth: lift ${(100 * truth.lift).toFixed(1)} %`,
    matches,
    surfaces,
    days,
    rollout: 1,
    seed,
    arms: { control: draw(all - inTreatment, 0), treatment: draw(inTreatment, truth.lift) },
    baseline: assumedBaseline(truth.unitsPerDay),
    multiple: 0,
    drawn: Object.keys(ASSUMED),
  };
}

/** Two equal arms: whatever differs is chance. */
export const sameTwice: Scenario = scenarioFromTruth({
  name: 'A/A: two equal arms',
  matches: /(^|[-_])a-?a([-_]|$)|placebo|same-twice|identical/i,
  surfaces: /placebo|identical/i,
  days: 14,
  unitsPerDay: 4_000,
  seed: 1717,
  lift: 0,
});

/**
 * For every other flag: 4,000 units a day for 60 days, and a lift between -6 % and +14 % that is fixed by the flag
 * key (uniform, seeded with the first 48 bits of its SHA-256).
 */
export function scenarioForKey(flagKey: string): Scenario {
  const seed = Number.parseInt(createHash('sha256').update(flagKey).digest('hex').slice(0, 12), 16);
  const lift = -0.06 + 0.2 * seededRandom(seed).uniform();
  return scenarioFromTruth({
    name: `known truth for ${flagKey}`,
    matches: /./,
    surfaces: /./,
    days: 60,
    unitsPerDay: 4_000,
    seed,
    lift,
  });
}
