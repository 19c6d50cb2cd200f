import type { MetricSketch } from '#domain/metric-sketch.ts';
import { unitNames } from '#domain/unit-names.ts';
import { type Column, same, selectFrom } from '#shared/sql-columns.ts';
import { cappedAtQuantiles } from './cap-quantiles.ts';
import type { QueryValues } from './hogql.ts';

/**
 * From what the events add up to, to the values that are compared: 0 or 1 of a proportion, a cap of a mean. A
 * division makes every value a float, so that a cap between two whole numbers is not rounded.
 */
export function finalValues(
  units: string,
  kept: readonly string[],
  sketches: readonly MetricSketch[],
  values: QueryValues,
): string {
  const valued = selectFrom(
    [...kept.map(same), ...sketches.flatMap((sketch) => valueColumns(sketch, values))],
    `(\n${units}\n)`,
  );
  return cappedAtQuantiles(valued, kept, sketches, values);
}

function valueColumns(sketch: MetricSketch, values: QueryValues): readonly Column[] {
  const { metric, prefix, denominator } = sketch;
  const { total, secondTotal, value, second, unusable, counts } = unitNames(sketch);
  const finish = (name: string): string => {
    // Without a number a unit has no average, and no place among those that have one.
    if (metric.kind === 'quantile') return `CASE WHEN isFinite(${name}) THEN ${name} / 1 END`;
    if (metric.kind === 'proportion') {
      const atLeast = values.bind(`${prefix}_at_least`, metric.atLeast ?? 1);
      return `CASE WHEN ${name} >= ${atLeast} THEN 1 ELSE 0 END`;
    }
    return `coalesce(${name}, 0) / 1`;
  };
  const float = finish(total);
  const cap = metric.cap !== undefined && 'value' in metric.cap ? metric.cap.value : null;
  const own = cap === null ? float : `least(${float}, ${values.bind(`${prefix}_cap_value`, cap)})`;
  return [
    { name: value, text: own },
    ...(second === null
      ? []
      : [
          {
            name: second,
            text: denominator === null ? finish(secondTotal) : `coalesce(${secondTotal}, 0) / 1`,
          },
        ]),
    ...[unusable, counts].filter((name) => name !== null).map(same),
  ];
}
