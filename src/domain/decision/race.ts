import type { HarmedTreatment } from '#domain/decision/verdict.ts';
import { type Plan, treatmentsOf } from '#domain/plan.ts';
import type { Analysis, Comparison } from '#stats/engine/analysis.ts';

/** Days of a week: people behave differently on each of them, so decisions count whole ones. */
const WEEK = 7;

/** The treatments that no earlier look took out, in the order of the plan. */
export function treatmentsInRace(plan: Plan, { dropped = [] }: Analysis): readonly string[] {
  return treatmentsOf(plan).flatMap(({ key }) => (dropped.includes(key) ? [] : [key]));
}

/** The comparisons that may be read. Data that are not sound prove nothing, whatever they say. */
export function readableComparisons(analysis: Analysis): readonly Comparison[] {
  if (analysis.show === 'progress' || analysis.health.state === 'unhealthy') return [];
  return analysis.comparisons.filter((comparison) => comparison.kind === 'ok');
}

/** Whether so many days of running are whole weeks, and at least one. */
export function isWholeWeeks(days: number): boolean {
  return days > 0 && days % WEEK === 0;
}

/** Whether the look is at the end of a whole week, or at the registered end, wherever that falls. */
export function isOnWholeWeek({ final, daysRunning }: Analysis): boolean {
  return final || daysRunning === undefined || isWholeWeeks(daysRunning);
}

/** Units over all variants that count for the goal. */
export function countedUnits({ counted, units }: Pick<Analysis, 'counted' | 'units'>): number {
  return Object.values(counted ?? units).reduce((sum, one) => sum + one, 0);
}

/** Whether enough units and events are there to decide. */
export function isMinimumMet({ minimumMet, decisionMinimumMet }: Analysis): boolean {
  return minimumMet && decisionMinimumMet;
}

/**
 * The treatments that are out of the race: proven harmful at any time, or, if the look may decide, with a goal that is proven
 * worse or a guardrail that is proven worse than its margin. In the order of the plan, each with its first proof.
 */
export function harmedTreatments(plan: Plan, analysis: Analysis): readonly HarmedTreatment[] {
  const mayDecide = isOnWholeWeek(analysis) && isMinimumMet(analysis);
  const worse = mayDecide
    ? readableComparisons(analysis).filter(
        ({ role, verdict }) => role !== 'secondary' && (verdict === 'worse' || verdict === 'inferior'),
      )
    : [];
  return treatmentsInRace(plan, analysis).flatMap((variant) => {
    const proof = analysis.harm.find((harm) => harm.variant === variant);
    const found = proof ?? worse.find((comparison) => comparison.variant === variant);
    return found === undefined ? [] : [{ variant, metric: found.metric, byBot: proof !== undefined }];
  });
}
