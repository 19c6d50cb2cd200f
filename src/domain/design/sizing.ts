import { alphaPerComparison, detectableLift, goalSize } from '#domain/design/goal-size.ts';
import { jointControlUnits } from '#domain/design/must-hold-size.ts';
import { POLICY } from '#domain/design/policy.ts';
import type { SizingInput } from '#domain/design/sizing-input.ts';
import { maturityDays } from '#domain/metric.ts';
import type { LookCadence, Sizing } from '#domain/plan.ts';
import { ok, type Result, refused } from '#shared/result.ts';
import { sequentialInflation } from '#stats/group-sequential/inflation.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { plannedDuration } from '#stats/power/planned-duration.ts';

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
 * shared over treatments and goals), times the inflation that the looks cost, at least 1,000 per variant. Guardrails that must hold
 * share beta with the goal. Units enter for whole weeks; the days until the last of them count for
 * the goal come on top. Looks depend on days and days on looks, so the shortest weeks are taken that bring what their looks
 * ask for; past the longest allowed the days are an estimate. A plan is never shorter than the
 * horizon of its baseline, because level and traffic hold for just that many days.
 * Refuses with the coded reason of the statistics if the baseline allows no size (zero level, no traffic), and as `unreachable`
 * if a guardrail that must hold cannot be proven by any size.
 */
export function sizePlan(input: SizingInput): Result<Sizing, StatsRefusal> {
  const fixed = goalSize(input);
  if (fixed.kind === 'refused') return fixed;
  const { controlUnits, method } = fixed.value;
  const shortest = Math.max(POLICY.minimumDays, input.baseline.horizonDays ?? 0);
  for (let entering = shortest; ; entering += WEEK) {
    const looks = looksFor(input, entering);
    const costs = { entering, goal: looks.goal, guardrail: looks.guardrail };
    const joint = jointControlUnits(input, controlUnits * looks.goal, costs);
    const isLongest = entering >= POLICY.maximumDays;
    // A guardrail that counts its units late may have none in a short plan.
    if (joint === Number.POSITIVE_INFINITY && !isLongest) continue;
    const found = inWeeks(input, joint);
    if (found.kind === 'refused') return found;
    const { units, days } = found.value;
    if (days > entering && !isLongest) continue;
    const sizing = { unitsPerVariant: Math.min(...units), plannedLooks: looks.days.length, method };
    const calendar = calendarOf(input, Math.max(days, entering), looks.goal);
    return ok({ ...sizing, inflation: looks.goal, ...calendar, ...goalDaysOf(input, calendar.days) });
  }
}

const WEEK = 7;

/** The days of the looks, and what they cost goal and guardrails in units. A plan that is too long is refused, so its looks need no exact price. */
export function looksFor(
  input: Pick<SizingInput, 'cadence' | 'split' | 'alpha' | 'power' | 'goals'>,
  entering: number,
) {
  const days = lookDays(Math.min(entering, POLICY.maximumDays), input.cadence);
  const { power, alpha } = input;
  return {
    days,
    goal: inflationFor(days, { alpha: alphaPerComparison(input), power }),
    guardrail: inflationFor(days, { alpha, power }),
  };
}

/** What looks cost in units under O'Brien-Fleming spending, two-sided, with traffic that comes evenly. */
function inflationFor(
  looks: readonly number[],
  rates: { readonly alpha: number; readonly power: number },
): number {
  const last = looks.at(-1) ?? 1;
  const t = looks.map((day) => day / last);
  const inflation = sequentialInflation({ ...rates, sided: 2, spending: 'obf', t });
  return inflation.kind === 'ok' ? inflation.maximum : 1;
}

/** Units of every variant, in the order of the split, and the whole weeks that bring them. */
function inWeeks({ split, baseline, trafficShare }: SizingInput, controlUnits: number) {
  if (!Number.isFinite(controlUnits)) {
    return refused(refuse('unreachable', 'a guardrail that must hold cannot be proven by any size'));
  }
  const units = unitsBySplit(split, controlUnits);
  const dailyUnits = baseline.unitsPerDay * trafficShare;
  const duration = plannedDuration({ unitsPerVariant: units, allocation: split, dailyUnits });
  return duration.kind === 'ok' ? ok({ units, days: duration.plannedDays }) : refused(duration);
}

/** Units of every variant if the control has so many; the smallest has at least the minimum. */
function unitsBySplit(split: readonly number[], controlUnits: number): readonly number[] {
  const [control = 1] = split;
  const smallest = controlUnits * Math.min(...split.map((share) => share / control));
  const scale = Math.max(1, POLICY.minimumUnitsPerVariant / smallest);
  // A product such as 1,000 × (1,000 / 999) must not round up to one unit more.
  return split.map((share) => Math.ceil(controlUnits * scale * (share / control) * (1 - 1e-12)));
}

/** The days with all the units that they bring, and the lift that these prove. */
function calendarOf(input: SizingInput, entering: number, inflation: number) {
  const { baseline, trafficShare, split } = input;
  const waitDays = maturityDays(input.goal);
  const plannedUnits = Math.floor(entering * baseline.unitsPerDay * trafficShare);
  const lift = detectableLift(input, (plannedUnits * (split[0] ?? 0)) / inflation);
  return {
    plannedUnits,
    days: entering + waitDays,
    ...(waitDays === 0 ? {} : { waitDays }),
    ...(lift === null ? {} : { detectableLift: Number(lift.toPrecision(4)) }),
  };
}

/** What the goal alone would take, if the guardrails that must hold take longer; at the same level and traffic. */
function goalDaysOf(input: SizingInput, days: number): Pick<Sizing, 'goalDays'> {
  const { mustHold = [], ...rest } = input;
  if (mustHold.length === 0) return {};
  const { horizonDays: _, ...baseline } = input.baseline;
  const alone = sizePlan({ ...rest, baseline });
  return alone.kind === 'ok' && alone.value.days < days ? { goalDays: alone.value.days } : {};
}
