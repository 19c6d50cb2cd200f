import { POLICY } from '#domain/design/policy.ts';
import { type Metric, maturityDays } from '#domain/metric.ts';
import type { Baseline, LookCadence, Sizing } from '#domain/plan.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { sequentialInflation } from '#stats/group-sequential/inflation.ts';
import type { StatsRefusal } from '#stats/outcome.ts';
import { plannedDuration } from '#stats/power/planned-duration.ts';
import { sampleSizeForMeans } from '#stats/power/sample-size-means.ts';
import { sampleSizeForProportions } from '#stats/power/sample-size-proportions.ts';

/** What a size is computed from. Lifts and shares are fractions. */
export interface SizingInput {
  readonly goal: Metric;
  readonly baseline: Baseline;
  /** The lift that the size is to see, relative. */
  readonly smallestLift: number;
  readonly trafficShare: number;
  /** Share of each variant, control first; sums to 1. */
  readonly split: readonly number[];
  readonly cadence: LookCadence;
  readonly alpha: number;
  readonly power: number;
}

/**
 * Days since the start on which effects are looked at: weekly at the end of each week, daily from the end of the
 * first week; the last one is the registered end. If units count only after `waitDays`, every look waits for them,
 * so that the units it counts entered in the same whole weeks.
 */
export function lookDays(days: number, cadence: LookCadence, waitDays = 0): readonly number[] {
  const step = cadence === 'weekly' ? 7 : 1;
  const looks: number[] = [];
  for (let day = POLICY.minimumDays + waitDays; day < days; day += step) looks.push(day);
  return [...looks, days];
}

/**
 * Units of the smallest variant, whole weeks and looks for a plan under O'Brien-Fleming spending: the fixed-horizon size of
 * the weakest comparison with control at the shares of the split (unpooled z for rates, noncentral t for means; alpha
 * shared over the comparisons), times the inflation that the looks cost, at least 1,000 per variant. Units enter for whole weeks; the days until the last of them count for
 * the goal come on top. Looks depend on days and days on looks, so both are settled together. A plan is never shorter than the
 * horizon of its baseline, because level and traffic hold for just that many days.
 * Refuses with the coded reason of the statistics if the baseline allows no size (zero level, no traffic).
 */
export function sizePlan(input: SizingInput): Result<Sizing, StatsRefusal> {
  const fixed = fixedUnits(input);
  if (fixed.kind === 'refused') return refused(fixed);
  const waitDays = maturityDays(input.goal);
  const dailyUnits = input.baseline.unitsPerDay * input.trafficShare;
  let looks: readonly number[] = [1];
  for (let round = 0; round < 5; round += 1) {
    const inflation = inflationFor(input, looks);
    const units = unitsBySplit(input.split, fixed.controlUnits * inflation);
    const unitsPerVariant = Math.min(...units);
    const duration = plannedDuration({ unitsPerVariant: units, allocation: input.split, dailyUnits });
    if (duration.kind === 'refused') return refused(duration);
    const entering = Math.max(duration.plannedDays, input.baseline.horizonDays ?? 0, POLICY.minimumDays);
    // Longer than allowed: the policy refuses it, so its looks need no exact price.
    const settled = entering > POLICY.maximumDays;
    const next = lookDays(Math.min(entering, POLICY.maximumDays), input.cadence);
    if (settled || next.length === looks.length || round === 4) {
      const plannedUnits = Math.floor(entering * dailyUnits);
      const sizing = { unitsPerVariant, plannedUnits, plannedLooks: next.length, inflation };
      const days = { days: entering + waitDays, ...(waitDays === 0 ? {} : { waitDays }) };
      return ok({ ...sizing, ...days, method: fixed.method });
    }
    looks = next;
  }
  return refused({ kind: 'refused', reason: 'unreachable', detail: 'no schedule settles' });
}

/** Bonferroni over the comparisons with control, as sample sizes for several arms are computed. */
function alphaPerComparison(input: SizingInput): number {
  return input.alpha / Math.max(1, input.split.length - 1);
}

/** What the looks cost in units under O'Brien-Fleming spending, with traffic that comes evenly. */
function inflationFor(input: SizingInput, looks: readonly number[]): number {
  const last = looks.at(-1) ?? 1;
  const inflation = sequentialInflation({
    alpha: alphaPerComparison(input),
    power: input.power,
    sided: 2,
    spending: 'obf',
    t: looks.map((day) => day / last),
  });
  return inflation.kind === 'ok' ? inflation.maximum : 1;
}

/** Units of every variant if the control has so many, in the order of the split; the smallest has at least the minimum. */
function unitsBySplit(split: readonly number[], controlUnits: number): readonly number[] {
  const [control = 1] = split;
  const smallest = controlUnits * Math.min(...split.map((share) => share / control));
  const scale = Math.max(1, POLICY.minimumUnitsPerVariant / smallest);
  // A product such as 1,000 × (1,000 / 999) must not round up to one unit more.
  return split.map((share) => Math.ceil(controlUnits * scale * (share / control) * (1 - 1e-12)));
}

/** Treatment units per control unit in the weakest comparison: the smallest treatment's. */
function weakestRatio([control = 1, ...treatments]: readonly number[]): number {
  return Math.min(...treatments) / control;
}

/**
 * The variance of the treatment by that of the control, if the lift is as sized: values that grow by a factor spread by its
 * square. A fall is not counted on to make them more precise.
 */
function varianceGrowth({ goal, smallestLift }: SizingInput): number {
  return goal.desiredDirection === 'increase' && goal.kind !== 'proportion' ? (1 + smallestLift) ** 2 : 1;
}

function fixedUnits(
  input: SizingInput,
): { readonly kind: 'ok'; readonly controlUnits: number; readonly method: string } | StatsRefusal {
  const { goal, baseline, smallestLift } = input;
  const sign = goal.desiredDirection === 'increase' ? 1 : -1;
  const ratio = weakestRatio(input.split);
  const rates = { alpha: alphaPerComparison(input), power: input.power, ratio };
  if (sign === -1 && smallestLift >= 1) {
    return {
      kind: 'refused',
      reason: 'invalid_input',
      detail: 'a metric cannot fall by more than its level',
    };
  }
  if (baseline.mean === 0) {
    return { kind: 'refused', reason: 'zero_baseline', detail: 'the goal metric is 0 before the experiment' };
  }
  // What a covariate explains is not in the variance, and the rate alone would not know it.
  if (goal.kind === 'proportion' && goal.covariateDays === undefined) {
    // Past 0 or 100 % this is refused: sized for the other direction, it could not ship whatever happens.
    const treatmentRate = baseline.mean * (1 + sign * smallestLift);
    const size = sampleSizeForProportions({ ...rates, controlRate: baseline.mean, treatmentRate });
    return size.kind === 'refused'
      ? size
      : { kind: 'ok', controlUnits: size.controlUnits, method: 'two proportions, unpooled z' };
  }
  // As if both arms had the variance that gives the difference its standard error.
  const variance = baseline.variance * ((1 + varianceGrowth(input) / ratio) / (1 + 1 / ratio));
  const standardizedEffect = (Math.abs(baseline.mean) * smallestLift) / Math.sqrt(variance);
  const size = sampleSizeForMeans({ ...rates, standardizedEffect });
  return size.kind === 'refused'
    ? size
    : { kind: 'ok', controlUnits: size.controlUnits, method: 'two means, noncentral t' };
}
