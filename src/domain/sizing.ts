import type { Metric } from '#domain/metric.ts';
import type { Baseline, LookCadence, Sizing } from '#domain/plan.ts';
import { POLICY } from '#domain/policy.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import type { StatsRefusal } from '#stats/outcome.ts';
import { plannedDuration } from '#stats/power/planned-duration.ts';
import { sampleSizeForMeans } from '#stats/power/sample-size-means.ts';
import { sampleSizeForProportions } from '#stats/power/sample-size-proportions.ts';
import { spendingInflation } from '#stats/group-sequential/inflation.ts';

/** What a size is computed from. Lifts and shares are fractions; `variants` counts the control. */
export interface SizingInput {
  readonly goal: Metric;
  readonly baseline: Baseline;
  readonly smallestLift: number;
  readonly trafficShare: number;
  readonly variants: number;
  readonly cadence: LookCadence;
  readonly alpha: number;
  readonly power: number;
}

/** Effect looks of a plan: weekly at the end of each week, daily from the end of the first week. */
export function looksOf(days: number, cadence: LookCadence): number {
  return cadence === 'weekly' ? Math.ceil(days / 7) : Math.max(1, days - POLICY.minimumDays + 1);
}

/**
 * Units per variant, whole weeks and looks for a plan under O'Brien-Fleming spending: the fixed-horizon size
 * (unpooled z for rates, noncentral t for means; alpha shared over the comparisons with control), times the inflation
 * that the looks cost, at least 1,000 per variant. Looks depend on days and days on looks, so both are settled together.
 * Refuses with the coded reason of the statistics where the baseline allows no size (zero level, no traffic).
 */
export function sizePlan(input: SizingInput): Result<Sizing, StatsRefusal> {
  const fixed = fixedUnits(input);
  if (fixed.kind === 'refused') return refused(fixed);
  let looks = 1;
  for (let round = 0; round < 5; round += 1) {
    const inflation = looks === 1 ? 1 : inflationFor(input, looks);
    const needed = Math.ceil(fixed.units * inflation);
    const unitsPerVariant = Math.max(needed, POLICY.minimumUnitsPerVariant);
    const duration = plannedDuration({
      unitsPerVariant: Array.from({ length: input.variants }, () => unitsPerVariant),
      allocation: Array.from({ length: input.variants }, () => 1),
      dailyUnits: input.baseline.unitsPerDay * input.trafficShare,
    });
    if (duration.kind === 'refused') return refused(duration);
    const days = Math.max(duration.plannedDays, POLICY.minimumDays);
    const plannedLooks = looksOf(days, input.cadence);
    if (plannedLooks === looks || round === 4) {
      const plannedUnits = Math.round(Math.max(duration.plannedUnits, unitsPerVariant * input.variants));
      return ok({ unitsPerVariant, plannedUnits, days, plannedLooks, method: fixed.method, inflation });
    }
    looks = plannedLooks;
  }
  return refused({ kind: 'refused', reason: 'unreachable', detail: 'no schedule settles' });
}

/** Bonferroni over the comparisons with control, as sample sizes for several arms are computed. */
function alphaPerComparison(input: SizingInput): number {
  return input.alpha / Math.max(1, input.variants - 1);
}

function inflationFor(input: SizingInput, looks: number): number {
  return spendingInflation({ alpha: alphaPerComparison(input), power: input.power, looks });
}

function fixedUnits(
  input: SizingInput,
): { readonly kind: 'ok'; readonly units: number; readonly method: string } | StatsRefusal {
  const { goal, baseline, smallestLift } = input;
  const sign = goal.desiredDirection === 'increase' ? 1 : -1;
  const rates = { alpha: alphaPerComparison(input), power: input.power };
  if (baseline.mean === 0) {
    return { kind: 'refused', reason: 'zero_baseline', detail: 'the goal metric is 0 before the experiment' };
  }
  if (goal.kind === 'proportion') {
    const target = baseline.mean * (1 + sign * smallestLift);
    const treatmentRate = target > 1 ? baseline.mean * (1 - smallestLift) : target;
    const size = sampleSizeForProportions({ ...rates, controlRate: baseline.mean, treatmentRate });
    return size.kind === 'refused' ? size : { kind: 'ok', units: size.controlUnits, method: 'two proportions, unpooled z' };
  }
  const standardizedEffect = (Math.abs(baseline.mean) * smallestLift) / Math.sqrt(baseline.variance);
  const size = sampleSizeForMeans({ ...rates, standardizedEffect });
  return size.kind === 'refused' ? size : { kind: 'ok', units: size.controlUnits, method: 'two means, noncentral t' };
}
