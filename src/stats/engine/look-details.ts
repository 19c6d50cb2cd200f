import { medianUnbiased } from '#stats/group-sequential/median-unbiased.ts';
import type { Analysis, AnalysisPlan, Comparison, EarlierLook, LookData } from './analysis.ts';
import { pairArms, rawArmOf } from './arms.ts';
import { type Cell, cellsOf } from './cells.ts';
import type { ComparisonDetail, LookDetails, RawComparison } from './details.ts';
import { expectedEvents } from './expected-events.ts';
import type { LookHistory } from './look-history.ts';
import { historiesFor } from './monitor-for.ts';
import { chanceBest, secondOpinion } from './second-opinion.ts';

/** Levels of a posterior's interval, which is not shown. */
const ALPHA = 0.05;

/**
 * What a look adds to its comparisons for readers, from the data that it was computed on and after the same earlier looks; null
 * while effects are hidden. Pure; nothing of it decides.
 */
export function lookDetails(
  plan: AnalysisPlan,
  data: LookData,
  analysis: Analysis,
  earlier: readonly EarlierLook[],
): LookDetails | null {
  if (analysis.show === 'progress') return null;
  const historyOf = historiesFor(plan, data, earlier);
  const cells = (['goal', 'guardrail', 'secondary'] as const).flatMap((role) => cellsOf(plan, data, role));
  const best = chanceBest(plan, data);
  const comparisons = analysis.comparisons.flatMap((comparison) => {
    const cell = cells.find((one) => one.kind === 'cell' && isOf(one, comparison));
    if (comparison.kind !== 'ok' || cell?.kind !== 'cell') return [];
    return [detailOf(plan, data, cell, comparison, historyOf(comparison.metric))];
  });
  return { comparisons, ...(best === null ? {} : { chanceBest: best }) };
}

function isOf(cell: Cell, { metric, variant }: Analysis['comparisons'][number]): boolean {
  return cell.metric.key === metric && cell.variant === variant;
}

function detailOf(
  plan: AnalysisPlan,
  data: LookData,
  cell: Cell,
  comparison: Comparison,
  history: LookHistory,
): ComparisonDetail {
  const { metric, variant } = comparison;
  const arms = [rawArmOf(data, metric, plan.control), rawArmOf(data, metric, variant)] as const;
  // The events of a quantile are no values of its own.
  const isRaw = data.raw?.[metric] !== undefined && cell.metric.kind !== 'quantile';
  const raw = isRaw ? rawComparison(comparison, arms) : null;
  const lift = plan.monitoring === 'spending' ? unbiasedLift(comparison, history) : null;
  const opinion = secondOpinion(cell, ALPHA);
  return {
    metric,
    variant,
    expectedEvents: expectedEvents(arms),
    ...(raw === null ? {} : { raw }),
    ...(lift === null ? {} : { medianUnbiasedLift: lift }),
    ...(opinion === null ? {} : { opinion }),
  };
}

/** The plain difference of the values themselves; null if they allow none. */
function rawComparison(
  { standardError }: Comparison,
  [control, treatment]: readonly [Cell['pair']['control'], Cell['pair']['control']],
): RawComparison | null {
  const pair = pairArms(control, treatment);
  if (pair.kind === 'refused') return null;
  return {
    controlMean: control.mean,
    treatmentMean: treatment.mean,
    absoluteEffect: pair.absoluteEffect,
    standardError: pair.standardError,
    lift: control.mean === 0 ? null : pair.absoluteEffect / Math.abs(control.mean),
    varianceSaved: 1 - (standardError / pair.standardError) ** 2,
  };
}

/** The lift of a goal that is too large as often as too small, if this look may be the last of several; else null. */
function unbiasedLift(
  { role, verdict, lift, statistic, alpha }: Comparison,
  { t, final, boundsAt }: LookHistory,
): number | null {
  if (role !== 'goal' || lift === null || t.length < 2 || (verdict === 'unproven' && !final)) return null;
  const found = medianUnbiased({ t, bounds: boundsAt(alpha), statistic });
  return found.kind === 'refused' ? null : lift * found.share;
}
