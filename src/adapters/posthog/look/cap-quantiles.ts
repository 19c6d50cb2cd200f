import type { MetricSketch } from '#domain/metric-sketch.ts';
import { namesThere, unitNames } from '#domain/unit-names.ts';
import { type Column, same, selectFrom } from '#shared/sql-columns.ts';
import type { QueryValues } from './hogql.ts';

/** A metric with a cap at a quantile. */
interface CappedMetric {
  readonly sketch: MetricSketch;
  readonly quantile: number;
}

/**
 * The same rows with capped values. A cap needs the values of all units at once: they become one row, `all_units`, from which the
 * caps are read, and rows again. A quantile lies between two ranks as R's type 7 has it.
 */
export function cappedAtQuantiles(
  units: string,
  kept: readonly string[],
  sketches: readonly MetricSketch[],
  values: QueryValues,
): string {
  const capped = sketches.flatMap((sketch): readonly CappedMetric[] => {
    const { cap } = sketch.metric;
    return cap !== undefined && 'quantile' in cap ? [{ sketch, quantile: cap.quantile }] : [];
  });
  if (capped.length === 0) return units;
  const names = [...kept, ...sketches.flatMap(namesThere)];
  const pool = selectFrom(
    [{ name: 'all_units', text: `groupArray(tuple(${names.join(', ')}))` }, ...capped.map(sortedColumn)],
    `(\n${units}\n)`,
  );
  const levels = [
    capped.flatMap((one) => rankColumns(one, values)),
    capped.flatMap(neighbourColumns),
    capped.map(capColumn),
  ];
  const withCaps = levels.reduce(
    (level, columns) => selectFrom([same('all_units'), ...columns], `(\n${level}\n)`),
    pool,
  );
  const rows = `${selectFrom(
    ['one', ...capped.map(({ sketch }) => `${sketch.prefix}_cap`)].map(same),
    `(\n${withCaps}\n)`,
  )}\nARRAY JOIN all_units AS one`;
  const apart = selectFrom(
    [
      ...names.map((name, index) => ({ name: `one_${name}`, text: `tupleElement(one, ${index + 1})` })),
      ...capped.map(({ sketch }) => same(`${sketch.prefix}_cap`)),
    ],
    `(\n${rows}\n)`,
  );
  return selectFrom(
    names.map((name) => limitedColumn(name, capped)),
    `(\n${apart}\n)`,
  );
}

/** Values other than 0 of the units that count, whatever their variant. */
function sortedColumn({ sketch }: CappedMetric): Column {
  const { value, counts } = unitNames(sketch);
  const mature = counts === null ? '' : ` AND ${counts}`;
  return {
    name: `${sketch.prefix}_sorted`,
    text: `arraySort(groupArrayIf(${value}, ${value} != 0 AND unit_arm > 0${mature}))`,
  };
}

function rankColumns({ sketch: { prefix }, quantile }: CappedMetric, values: QueryValues): readonly Column[] {
  const at = values.bind(`${prefix}_cap_quantile`, quantile);
  return [
    same(`${prefix}_sorted`),
    { name: `${prefix}_rank`, text: `(length(${prefix}_sorted) - 1) * ${at}` },
  ];
}

/** The values at the ranks below and above, and the part of the way between them. */
function neighbourColumns({ sketch: { prefix } }: CappedMetric): readonly Column[] {
  const at = (round: string) =>
    `arrayElement(${prefix}_sorted, coalesce(toInt(${round}(${prefix}_rank)), 0) + 1)`;
  return [
    { name: `${prefix}_way`, text: `${prefix}_rank - floor(${prefix}_rank)` },
    { name: `${prefix}_low`, text: at('floor') },
    { name: `${prefix}_high`, text: at('ceil') },
    { name: `${prefix}_has_cap`, text: `notEmpty(${prefix}_sorted)` },
  ];
}

/** Without a value there is nothing that the cap could change. */
function capColumn({ sketch: { prefix } }: CappedMetric): Column {
  const cap = `${prefix}_low + ${prefix}_way * (${prefix}_high - ${prefix}_low)`;
  return { name: `${prefix}_cap`, text: `CASE WHEN ${prefix}_has_cap THEN ${cap} ELSE 0 END` };
}

function limitedColumn(name: string, capped: readonly CappedMetric[]): Column {
  const of = capped.find(({ sketch }) => unitNames(sketch).value === name);
  if (of === undefined) return { name, text: `one_${name}` };
  const cap = `${of.sketch.prefix}_cap`;
  return { name, text: `CASE WHEN one_${name} > ${cap} THEN ${cap} ELSE one_${name} END` };
}
