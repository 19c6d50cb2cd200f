import { metricsOf } from '#domain/design/plan-guardrails.ts';
import { goalKeysOf } from '#domain/goals.ts';
import { type Metric, maturityDays } from '#domain/metric.ts';
import type { Baseline, ExperimentRequest } from '#domain/plan.ts';
import type { CoPilot } from '#features/co-pilot.ts';
import { engineMoments } from '#features/engine-moments.ts';
import type { BaselineFigures } from '#ports/look-figures.ts';
import { sampleVariance } from '#stats/moments/moments.ts';

/** Baselines of metrics, by key, as an experiment of so many days of new units would have seen them. */
export type ReadBaselines = (
  days: number,
  metrics: readonly Metric[],
) => Promise<Readonly<Record<string, Baseline>>>;

/**
 * Reads baselines on the surface of a request up to one moment; what was read is kept. Its goals and guardrails are asked for in one
 * question, any other metric on its own. If the goal counts units after some days, so many days come on top, as in a plan.
 */
export function createBaselineReader(
  { metrics: source, choices, clock }: Pick<CoPilot, 'metrics' | 'choices' | 'clock'>,
  goal: Metric,
  request: Pick<ExperimentRequest, 'surface' | 'goalMetric' | 'otherGoals' | 'guardrailMetrics'>,
): ReadBaselines {
  const usual = metricsOf([...goalKeysOf(request), ...request.guardrailMetrics], choices.catalogue);
  const until = clock.now();
  const known = new Map<string, Promise<BaselineFigures>>();
  const ask = (days: number, metrics: readonly Metric[]) => {
    const id = `${days} ${metrics.map(({ key }) => key).join(' ')}`;
    const asked =
      known.get(id) ??
      source.baseline({
        surface: choices.surfaceRules(request.surface),
        days: days + maturityDays(goal),
        until,
        metrics,
        testAccounts: choices.testAccounts,
      });
    known.set(id, asked);
    return asked;
  };
  return async (days, metrics) => {
    const lacking = metrics.filter(({ key }) => usual.every((one) => one.key !== key));
    const parts = [usual, ...(lacking.length === 0 ? [] : [lacking])];
    const read = await Promise.all(
      parts.map(async (part) => {
        const figures = await ask(days, part);
        return part.map((metric) => [metric.key, baselineOf(metric, figures, days)] as const);
      }),
    );
    return Object.fromEntries(read.flat());
  };
}

/** Level, spread and traffic of a metric over the first `days` days of the figures. */
export function baselineOf(metric: Metric, figures: BaselineFigures, days: number): Baseline {
  const arm = figures.moments[metric.key];
  const { all } = arm === undefined ? {} : engineMoments(metric, { all: arm });
  const unusable = figures.unusable[metric.key] ?? 0;
  const firstSeen = figures.firstSeen.slice(0, days);
  // Of a quantile not every unit has a value; a size counts them all.
  const share = metric.kind === 'quantile' && figures.units > 0 ? (arm?.n ?? 0) / figures.units : 1;
  return {
    mean: all?.mean ?? 0,
    variance: all === undefined ? 0 : sampleVariance(all) / share,
    units: arm?.n ?? 0,
    unitsPerDay: firstSeen.reduce((sum, units) => sum + units, 0) / days,
    horizonDays: days,
    firstSeen,
    ...(unusable === 0 ? {} : { unusable }),
  };
}
