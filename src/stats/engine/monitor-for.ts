import { memoize } from '#stats/numerics/memoize.ts';
import type { AnalysisPlan, EarlierLook, LookData } from './analysis.ts';
import { fractionOf } from './counted.ts';
import { type LookHistory, lookHistory } from './look-history.ts';
import type { Monitor } from './monitor.ts';
import { sequenceMonitor } from './sequence-monitor.ts';
import { spendingMonitor } from './spending-monitor.ts';

/** The monitor that the plan registers, for this look after the earlier ones. */
export function monitorFor(plan: AnalysisPlan, data: LookData, earlier: readonly EarlierLook[]): Monitor {
  if (plan.monitoring === 'sequence') return sequenceMonitor(plan.alpha);
  return spendingMonitor(historiesFor(plan, data, earlier), data.final);
}

/** The looks of each metric that spending remembers, this one last. */
export function historiesFor(
  plan: AnalysisPlan,
  data: LookData,
  earlier: readonly EarlierLook[],
): (metric: string) => LookHistory {
  const before = earlier.filter((look) => look.look < data.look);
  const fractions = new Map(plan.metrics.map((metric) => [metric.key, fractionOf(plan, data, metric)]));
  const historyOf = (metric: string) => {
    // A metric whose events come late has its own information fraction at every look.
    const seen = before.map((look) => ({
      ...look,
      informationFraction: look.fractions?.[metric] ?? look.informationFraction,
    }));
    return lookHistory(seen, fractions.get(metric) ?? 0, data.final);
  };
  return memoize(historyOf, String, plan.metrics.length);
}
