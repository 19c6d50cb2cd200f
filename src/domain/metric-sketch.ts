import { type Aggregate, type Condition, type Measure, type Metric, maturityDays } from './metric.ts';

const DAY_SECONDS = 86_400;

/** One measure of a metric: the metric itself, or what a ratio divides by. */
export interface MetricPart {
  /** Begins the names of its values and columns: `m0`, `m0_denominator`. */
  readonly prefix: string;
  readonly event: string;
  readonly aggregate: Aggregate;
  /** Null if events are counted. */
  readonly property: string | null;
  readonly where: readonly Condition[];
}

/** A metric of a look, with what the query needs of it. Times are in seconds after the first exposure. */
export interface MetricSketch {
  /** `m0` for the first metric of the request. */
  readonly prefix: string;
  readonly metric: Metric;
  readonly main: MetricPart;
  readonly denominator: MetricPart | null;
  readonly windowSeconds: number;
  /** Events count from here on; 0 unless it is retention. */
  readonly beginSeconds: number;
  /** A unit counts only once it is so old; 0 if it counts at once. */
  readonly matureSeconds: number;
  /** Null without a covariate. */
  readonly covariateSeconds: number | null;
  /** Which quantile of the units' averages is asked for; null for any other kind. */
  readonly quantile: number | null;
}

/** The metrics of a request in the order in which figures come back. */
export function sketchMetrics(metrics: readonly Metric[]): readonly MetricSketch[] {
  return metrics.map((metric, index) => {
    const prefix = `m${index}`;
    const isRetention = metric.isRetention === true;
    return {
      prefix,
      metric,
      main: partOf(prefix, metric, metric.kind === 'proportion' ? 'count' : null),
      denominator:
        metric.denominator === undefined ? null : partOf(`${prefix}_denominator`, metric.denominator, null),
      windowSeconds: metric.windowDays * DAY_SECONDS,
      beginSeconds: isRetention ? (metric.delayDays ?? 0) * DAY_SECONDS : 0,
      matureSeconds: maturityDays(metric) * DAY_SECONDS,
      covariateSeconds:
        metric.covariateDays === undefined || metric.denominator !== undefined
          ? null
          : metric.covariateDays * DAY_SECONDS,
      quantile: metric.kind === 'quantile' ? (metric.quantile ?? 0.5) : null,
    };
  });
}

/** Main measure and denominator of every metric. */
export function partsOf(sketches: readonly MetricSketch[]): readonly MetricPart[] {
  return sketches.flatMap(({ main, denominator }) => (denominator === null ? [main] : [main, denominator]));
}

function partOf(prefix: string, measure: Measure, forced: Aggregate | null): MetricPart {
  const aggregate = forced ?? measure.aggregate ?? (measure.property === null ? 'count' : 'sum');
  return {
    prefix,
    event: measure.event,
    aggregate,
    property: aggregate === 'count' ? null : measure.property,
    where: measure.where ?? [],
  };
}
