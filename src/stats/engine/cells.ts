import type {
  AnalysisPlan,
  LookData,
  MetricRole,
  MetricSpec,
  RefusedComparison,
} from '#stats/engine/analysis.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { armOf, type Pair, pairArms, shareOf } from './arms.ts';
import type { ComparisonEvidence } from './monitor.ts';

/** One treatment on one metric whose arms can be compared. */
export interface Cell {
  readonly kind: 'cell';
  readonly metric: MetricSpec;
  readonly variant: string;
  readonly pair: Pair;
  readonly evidence: ComparisonEvidence;
}

/**
 * Events per arm that must be expected for a rate to be read. With fewer the small arm of an unequal split loses its
 * variance by chance, and a guardrail at its margin passes five times as often as promised.
 */
const LEAST_EVENTS = 5;

/**
 * Every metric of `role` × every treatment, in the order of the plan, refused if the data are degenerate, and for rates of
 * which too few events are expected (goals have a registered minimum of their own).
 */
export function cellsOf(
  plan: AnalysisPlan,
  data: LookData,
  role: MetricRole,
): readonly (Cell | RefusedComparison)[] {
  const metrics = plan.metrics.filter((metric) => metric.role === role);
  return metrics.flatMap((metric) =>
    plan.treatments.map((variant) => {
      const pair = pairArms(armOf(data, metric.key, plan.control), armOf(data, metric.key, variant));
      if (pair.kind === 'refused') return refusedCell(metric, variant, pair);
      const scarcity = role === 'goal' || metric.kind !== 'proportion' ? null : tooFewEvents(pair);
      if (scarcity !== null) return refusedCell(metric, variant, scarcity);
      return {
        kind: 'cell' as const,
        metric,
        variant,
        pair,
        evidence: evidenceOf(plan, metric, variant, pair),
      };
    }),
  );
}

/** By the rate of both arms together: an effect must not decide whether it is seen. */
function tooFewEvents({ control, treatment }: Pair): StatsRefusal | null {
  const rate = (control.n * control.mean + treatment.n * treatment.mean) / (control.n + treatment.n);
  const expected = rate * Math.min(control.n, treatment.n);
  return expected < LEAST_EVENTS
    ? refuse('insufficient_sample', `fewer than ${LEAST_EVENTS} events are to be expected in an arm`)
    : null;
}

/** A refused cell: one that cannot be computed, with the reason the data gave. */
export function refusedCell(metric: MetricSpec, variant: string, problem: StatsRefusal): RefusedComparison {
  const { reason, detail } = problem;
  return { kind: 'refused', metric: metric.key, role: metric.role, variant, reason, detail };
}

/** Planned units of a pair are its share of all that are planned for the metric (all of them for two equal arms). */
function plannedUnitsOf(plan: AnalysisPlan, metric: MetricSpec, variant: string): number {
  const both = shareOf(plan, plan.control) + shareOf(plan, variant);
  return (metric.plannedUnits ?? plan.plannedUnits) * (both > 0 ? both : 1);
}

function evidenceOf(plan: AnalysisPlan, metric: MetricSpec, variant: string, pair: Pair): ComparisonEvidence {
  return {
    metric: metric.key,
    statistic: pair.statistic,
    degreesOfFreedom: pair.degreesOfFreedom,
    units: pair.control.n + pair.treatment.n,
    plannedUnits: plannedUnitsOf(plan, metric, variant),
  };
}
