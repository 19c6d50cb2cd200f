import { marginContrast } from '#stats/margins/margin-contrast.ts';
import type { Analysis, AnalysisPlan, LookData, MetricSpec } from './analysis.ts';
import { unitsOf } from './arms.ts';
import { type Cell, cellsOf } from './cells.ts';
import { sequenceMonitor } from './sequence-monitor.ts';

/** A goal metric that is this much worse than control (relative, in its own direction) is harm. */
const HARMFUL_LIFT = 0.2;

/** Units per arm below which the sequence is not shown: its guarantee is asymptotic. */
const UNITS_PER_ARM = 100;

/**
 * What is proven harmful: a guardrail worse than its margin, or a goal metric more than 20 % worse,
 * by the one-sided always-valid sequence at alpha / 2 for each metric and treatment, whatever
 * monitoring is registered. It may be read at any time and as often as wanted, so it ignores looks,
 * minimum and health. It is not corrected for the number of metrics: a missed harm costs more than
 * an unnecessary stop, and a treatment without effect is far from the limit.
 */
export function provenHarm(plan: AnalysisPlan, data: LookData): Analysis['harm'] {
  const cells = [...cellsOf(plan, data, 'guardrail'), ...cellsOf(plan, data, 'goal')];
  return cells.flatMap((cell) => {
    if (cell.kind === 'refused' || !enoughUnits(plan, data, cell)) return [];
    const pValue = harmPValue(plan, cell);
    if (pValue === null || pValue > plan.alpha / 2) return [];
    return [{ metric: cell.metric.key, variant: cell.variant, pValue }];
  });
}

function enoughUnits(plan: AnalysisPlan, data: LookData, { variant, pair }: Cell): boolean {
  const fewest = Math.min(
    unitsOf(data, plan.control),
    unitsOf(data, variant),
    pair.control.n,
    pair.treatment.n,
  );
  return fewest >= UNITS_PER_ARM;
}

function harmPValue(plan: AnalysisPlan, { metric, pair, evidence }: Cell): number | null {
  const limit = harmLimit(metric);
  if (limit === null) return null;
  const form = marginContrast(pair.control, pair.treatment, metric.desiredDirection, limit);
  if (form.kind === 'refused') return null;
  const worse = metric.desiredDirection === 'increase' ? -form.statistic : form.statistic;
  return sequenceMonitor(plan.alpha).pValueOneSided({ ...evidence, statistic: worse });
}

/** How far a metric may worsen before it is harm: a guardrail's margin, a goal's 20 %, else null. */
function harmLimit(metric: MetricSpec): number | null {
  if (metric.role === 'guardrail') return metric.margin ?? 0;
  return metric.role === 'goal' ? HARMFUL_LIFT : null;
}
