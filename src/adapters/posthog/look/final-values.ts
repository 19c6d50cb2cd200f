import { type Column, type QueryValues, same, selectFrom } from './hogql.ts';
import type { MetricSketch } from './metric-parts.ts';
import { namesThere, unitNames } from './unit-names.ts';

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
  const quantiles = sketches.filter(({ metric: { cap } }) => cap !== undefined && 'quantile' in cap);
  return quantiles.length === 0 ? valued : cappedAtQuantiles(valued, kept, sketches, quantiles, values);
}

function valueColumns(sketch: MetricSketch, values: QueryValues): readonly Column[] {
  const { metric, prefix, denominator } = sketch;
  const { total, secondTotal, value, second, unusable, counts } = unitNames(sketch);
  const finish = (name: string): string => {
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

/**
 * A cap needs the values of all units at once: they become one row of arrays, from which the caps are read, and rows again. The
 * quantile lies between two ranks as R's type 7 has it.
 */
function cappedAtQuantiles(
  units: string,
  kept: readonly string[],
  sketches: readonly MetricSketch[],
  quantiles: readonly MetricSketch[],
  values: QueryValues,
): string {
  const names = [...kept, ...sketches.flatMap(namesThere)];
  const pool = selectFrom(
    [
      ...names.map((name) => ({ name: `all_${name}`, text: `groupArray(${name})` })),
      ...quantiles.map((sketch) => {
        const { value, counts } = unitNames(sketch);
        const mature = counts === null ? '' : ` AND ${counts}`;
        return {
          name: `${sketch.prefix}_sorted`,
          text: `arraySort(groupArrayIf(${value}, ${value} != 0 AND unit_arm > 0${mature}))`,
        };
      }),
    ],
    `(\n${units}\n)`,
  );
  const all = names.map((name) => same(`all_${name}`));
  const ranked = selectFrom(
    [
      ...all,
      ...quantiles.flatMap(({ prefix, metric }) => [
        same(`${prefix}_sorted`),
        {
          name: `${prefix}_rank`,
          text: `(length(${prefix}_sorted) - 1) * ${values.bind(`${prefix}_cap_quantile`, quantileOf(metric))}`,
        },
      ]),
    ],
    `(\n${pool}\n)`,
  );
  const bounded = selectFrom(
    [
      ...all,
      ...quantiles.flatMap(({ prefix }) => [
        { name: `${prefix}_part`, text: `${prefix}_rank - floor(${prefix}_rank)` },
        {
          name: `${prefix}_low`,
          text: `arrayElement(${prefix}_sorted, coalesce(toInt(floor(${prefix}_rank)), 0) + 1)`,
        },
        {
          name: `${prefix}_high`,
          text: `arrayElement(${prefix}_sorted, coalesce(toInt(ceil(${prefix}_rank)), 0) + 1)`,
        },
        { name: `${prefix}_has_cap`, text: `notEmpty(${prefix}_sorted)` },
      ]),
    ],
    `(\n${ranked}\n)`,
  );
  const caps = selectFrom(
    [
      ...all,
      ...quantiles.map(({ prefix }) => ({
        name: `${prefix}_cap`,
        text: `CASE WHEN ${prefix}_has_cap THEN ${prefix}_low + ${prefix}_part * (${prefix}_high - ${prefix}_low) ELSE 0 END`,
      })),
    ],
    `(\n${bounded}\n)`,
  );
  const rows = `${selectFrom(
    [...names.map((name) => same(`one_${name}`)), ...quantiles.map(({ prefix }) => same(`${prefix}_cap`))],
    `(\n${caps}\n)`,
  )}
ARRAY JOIN ${names.map((name) => `all_${name} AS one_${name}`).join(', ')}`;
  const isCapped = new Map(quantiles.map((sketch) => [unitNames(sketch).value, `${sketch.prefix}_cap`]));
  return selectFrom(
    names.map((name) => {
      const cap = isCapped.get(name);
      return {
        name,
        text:
          cap === undefined
            ? `one_${name}`
            : `CASE WHEN one_${name} > ${cap} THEN ${cap} ELSE one_${name} END`,
      };
    }),
    `(\n${rows}\n)`,
  );
}

function quantileOf({ cap }: MetricSketch['metric']): number {
  return cap !== undefined && 'quantile' in cap ? cap.quantile : 1;
}
