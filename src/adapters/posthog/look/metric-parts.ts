import type { Measure, Metric } from '#domain/metric.ts';
import type { QueryValues } from './hogql.ts';

/** What a metric is goes with the query even if its text does not name it, so that the question can be read back from it. */
export function bindMetrics(metrics: readonly Metric[], values: QueryValues): void {
  for (const [index, metric] of metrics.entries()) {
    const prefix = `m${index}`;
    values.bind(`${prefix}_key`, metric.key);
    values.bind(`${prefix}_kind`, metric.isRetention === true ? 'retention' : metric.kind);
    values.bind(`${prefix}_window_days`, metric.windowDays);
    values.bind(`${prefix}_delay_days`, metric.delayDays ?? 0);
    if (metric.covariateDays !== undefined) values.bind(`${prefix}_covariate_days`, metric.covariateDays);
    bindMeasure(metric, prefix, values);
    if (metric.denominator !== undefined) bindMeasure(metric.denominator, `${prefix}_denominator`, values);
  }
}

function bindMeasure({ aggregate, property }: Measure, prefix: string, values: QueryValues): void {
  if (aggregate !== undefined) values.bind(`${prefix}_aggregate`, aggregate);
  if (property !== null) values.bind(`${prefix}_property`, property);
}
