import { isRate } from '#stats/outcome.ts';
import type { Analysis, AnalysisPlan, EarlierLook, LookData } from './analysis.ts';
import { shareOf, unitsOf, variantsOf } from './arms.ts';
import { cellsOf, withEnoughEvents } from './cells.ts';
import { countedFigures, fractionFigures, fractionOf } from './counted.ts';
import { type Extension, weighedLook } from './extended-look.ts';
import { judgeGoals, judgeSecondary } from './families.ts';
import { judgeGuardrails } from './guardrails.ts';
import { provenHarm } from './harm.ts';
import { assessHealth, totalUnits } from './health.ts';
import { assessMinimum } from './minimum.ts';
import type { Monitor } from './monitor.ts';
import { monitorFor } from './monitor-for.ts';

/**
 * Computes one look of a registered experiment: health, minimum, every comparison with what it
 * proves after all looks and all comparisons, and proven harm. A pure function of its arguments;
 * the answer holds finite numbers only and survives JSON. `comparisons` is empty while `show` is
 * `progress`, which keeps effects from being read too early; such a look spends nothing.
 *
 * `earlier` are the earlier looks that showed effects; later ones and repeats of the present look are ignored. The
 * information fraction is the units that count for the goal / planned ones and passes 1 in an overrun; a metric whose
 * events come late is monitored by a fraction of its own. Throws RangeError for a plan that registers less than one unit
 * or no alpha between 0 and 1.
 */
export function analyze(
  registered: AnalysisPlan,
  data: LookData,
  earlier: readonly EarlierLook[],
  extension: Extension | null = null,
): Analysis {
  checkPlan(registered);
  const plan = inTheRace(registered, data);
  // Health, minimum and harm are read from the units as they are; only effects depend on what people saw.
  const whole = { plan: registered, data };
  const weighed =
    extension === null || data.isWatch === true ? whole : weighedLook(registered, data, extension);
  const left = inTheRace(weighed.plan, data);
  const goal = left.metrics.find((metric) => metric.role === 'goal');
  const informationFraction =
    goal === undefined
      ? totalUnits(left, weighed.data) / left.plannedUnits
      : fractionOf(left, weighed.data, goal);
  const health = assessHealth(plan, data);
  const minimum = assessMinimum(plan, data);
  const show =
    minimum.toShow && health.state !== 'unhealthy' && informationFraction > 0 && data.isWatch !== true
      ? 'effects'
      : 'progress';
  return {
    look: data.look,
    plannedLooks: plan.plannedLooks,
    final: data.final,
    informationFraction,
    ...countedFigures(plan, data),
    ...fractionFigures(left, weighed.data),
    show,
    minimumMet: minimum.toShow,
    decisionMinimumMet: minimum.toDecide,
    units: Object.fromEntries(variantsOf(plan).map((variant) => [variant, unitsOf(data, variant)])),
    health,
    // The registered plan: a dropped treatment keeps its place in the family.
    comparisons:
      show === 'effects' ? compare(weighed.plan, weighed.data, monitorFor(left, weighed.data, earlier)) : [],
    ...provenHarm(plan, data, health),
    daysRunning: data.daysRunning,
    ...(data.dropped === undefined || data.dropped.length === 0 ? {} : { dropped: data.dropped }),
  };
}

/** The plan of the treatments that are left, with their share of the planned units. */
function inTheRace(plan: AnalysisPlan, { dropped = [] }: LookData): AnalysisPlan {
  if (dropped.length === 0) return plan;
  const share = 1 - dropped.reduce((sum, variant) => sum + shareOf(plan, variant), 0);
  const left = (units: number) => Math.max(1, units * share);
  return {
    ...plan,
    treatments: plan.treatments.filter((variant) => !dropped.includes(variant)),
    plannedUnits: left(plan.plannedUnits),
    metrics: plan.metrics.map(({ plannedUnits, ...metric }) =>
      plannedUnits === undefined ? metric : { ...metric, plannedUnits: left(plannedUnits) },
    ),
  };
}

function compare(plan: AnalysisPlan, data: LookData, monitor: Monitor): Analysis['comparisons'] {
  return [
    ...judgeGoals(withEnoughEvents(plan, data, cellsOf(plan, data, 'goal')), monitor, plan.alpha),
    ...judgeGuardrails(withEnoughEvents(plan, data, cellsOf(plan, data, 'guardrail')), monitor, plan.alpha),
    ...judgeSecondary(withEnoughEvents(plan, data, cellsOf(plan, data, 'secondary')), monitor, plan.alpha),
  ];
}

/** A plan that breaks these is a bug of the caller, not data. */
function checkPlan(plan: AnalysisPlan): void {
  if (!isRate(plan.alpha)) throw new RangeError('alpha must lie between 0 and 1');
  const planned = [plan.plannedUnits, ...plan.metrics.map((metric) => metric.plannedUnits ?? 1)];
  if (planned.some((units) => !(units >= 1 && Number.isFinite(units)))) {
    throw new RangeError('plannedUnits must be at least 1');
  }
}
