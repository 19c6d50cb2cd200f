import type { MetricSketch } from '#domain/metric-sketch.ts';
import { unitNames } from '#domain/unit-names.ts';
import { type Column, same, selectFrom } from '#shared/sql-columns.ts';
import { addCaps } from './cap-quantiles.ts';
import type { Writing } from './statement.ts';

/**
 * From what the events add up to, to the values that are compared, all floats: 0 or 1 of a proportion, a cap of a mean. Gives the name
 * of the level that holds them.
 */
export function addFinalValues(
  sketches: readonly MetricSketch[],
  kept: readonly string[],
  writing: Writing,
): string {
  const valued = writing.levels.add(
    'look__valued',
    selectFrom(
      [...kept.map(same), ...sketches.flatMap((sketch) => valueColumns(sketch, writing))],
      'look__totals',
    ),
  );
  return addCaps(valued, kept, sketches, writing);
}

function valueColumns(sketch: MetricSketch, { dialect, values }: Writing): readonly Column[] {
  const { metric, denominator, quantile } = sketch;
  const names = unitNames(sketch);
  const finish = (name: string): string => {
    // Without a number a unit has no average, and no place among those that have one.
    if (quantile !== null) return dialect.float(name);
    if (metric.kind === 'proportion')
      return dialect.float(
        `CASE WHEN ${name} >= ${values.bind(metric.atLeast ?? 1, 'number')} THEN 1 ELSE 0 END`,
      );
    return dialect.float(`coalesce(${name}, 0)`);
  };
  const float = finish(names.total);
  const cap =
    metric.cap !== undefined && 'value' in metric.cap ? values.bind(metric.cap.value, 'number') : null;
  const second =
    denominator === null ? finish(names.secondTotal) : dialect.float(`coalesce(${names.secondTotal}, 0)`);
  return [
    {
      name: names.value,
      text: cap === null ? float : `CASE WHEN ${float} > ${cap} THEN ${cap} ELSE ${float} END`,
    },
    ...(names.second === null ? [] : [{ name: names.second, text: second }]),
    ...[names.unusable, names.counts].filter((name) => name !== null).map(same),
  ];
}
