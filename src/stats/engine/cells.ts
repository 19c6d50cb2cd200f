import type {
  AnalysisPlan,
  LookData,
  MetricRole,
  MetricSpec,
  RefusedComparison,
} from '#stats/engine/analysis.ts';
import { refuse, type StatsRefusal } from '#stats/outcome.ts';
import { armOf, type Pair, pairArms, rawArmOf, shareOf } from './arms.ts';
import { exactScore, NORMAL_DF, type RatePair, smallRates } from './exact-rates.ts';
import { expectedEvents } from './expected-events.ts';
import type { ComparisonEvidence } from './monitor.ts';

/** One treatment on one metric whose arms can be compared. */
export interface Cell {
  readonly kind: 'cell';
  readonly metric: MetricSpec;
  readonly variant: string;
  readonly pair: Pair;
  readonly evidence: ComparisonEvidence;
  /** Of a rate that is tested exactly, because its counts are small. */
  readonly rates: RatePair | null;
  /** Factor on the width of the interval, so that it agrees with the test of no difference. */
  readonly stretch: number;
}

/** Events per arm that must be expected for a secondary rate to be read; it only explains. */
const SECONDARY_EVENTS = 5;

/** Every metric of `role` × every treatment, in the order of the plan, refused if the data are degenerate. */
export function cellsOf(
  plan: AnalysisPlan,
  data: LookData,
  role: MetricRole,
): readonly (Cell | RefusedComparison)[] {
  const metrics = plan.metrics.filter((metric) => metric.role === role);
  return metrics.flatMap((metric) =>
    plan.treatments.map((variant) => {
      const pair = pairArms(armOf(data, metric.key, plan.control), armOf(data, metric.key, variant));
      if (data.dropped?.includes(variant) === true) return refusedCell(metric, variant, DROPPED);
      if (pair.kind === 'refused') return refusedCell(metric, variant, pair);
      const rates = smallRates(metric, data, pair);
      const exact = rates === null ? null : exactScore(rates, pair.statistic);
      const evidence = evidenceOf(plan, metric, variant, pair);
      return {
        kind: 'cell' as const,
        metric,
        variant,
        pair,
        evidence:
          exact === null ? evidence : { ...evidence, statistic: exact.score, degreesOfFreedom: NORMAL_DF },
        rates,
        stretch: exact?.stretch ?? 1,
      };
    }),
  );
}

/** What becomes of a treatment that was taken out: it keeps its place in the family, so that the others gain no alpha. */
const DROPPED = refuse('unexpected_traffic', 'the treatment was dropped');

/**
 * Cells, refused if too few events are to be expected: guardrails of every kind, goals after the first and quantiles below the
 * registered minimum, secondary rates below 5. The first goal has that minimum for the whole look. A guardrail without events cannot
 * be judged either, and says so.
 */
export function withEnoughEvents(
  plan: AnalysisPlan,
  data: LookData,
  cells: readonly (Cell | RefusedComparison)[],
): readonly (Cell | RefusedComparison)[] {
  return cells.map((cell) => {
    const found = cell.kind === 'cell' ? cell : null;
    const key = found?.metric.key ?? (cell.kind === 'refused' ? cell.metric : '');
    const least = leastEvents(plan, key);
    if (least === 0 || data.dropped?.includes(cell.variant) === true) return cell;
    // By all units of both arms together: an effect must not decide whether it is seen.
    const events = expectedEvents([rawArmOf(data, key, plan.control), rawArmOf(data, key, cell.variant)]);
    if (events >= least && found !== null) return cell;
    return refusedForEvents(cell, events, least);
  });
}

function leastEvents({ metrics, minimum }: AnalysisPlan, key: string): number {
  const metric = metrics.find((one) => one.key === key);
  const first = metrics.find(({ role }) => role === 'goal');
  if (metric === first) return 0;
  const isHeld = metric?.role === 'guardrail' || metric?.role === 'goal' || metric?.kind === 'quantile';
  if (isHeld) return minimum.eventsPerVariant;
  return metric?.role === 'secondary' && metric.kind === 'proportion' ? SECONDARY_EVENTS : 0;
}

function refusedForEvents(
  cell: Cell | RefusedComparison,
  expected: number,
  least: number,
): RefusedComparison {
  if (cell.kind === 'refused') return { ...cell, expectedEvents: expected };
  const detail = `fewer than ${least} events are to be expected in an arm`;
  const refusal = refuse('insufficient_sample', detail);
  return { ...refusedCell(cell.metric, cell.variant, refusal), expectedEvents: expected };
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
