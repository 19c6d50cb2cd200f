import type { MetricSketch } from '#domain/metric-sketch.ts';
import { namesThere, unitNames } from '#domain/unit-names.ts';
import { type Column, same, selectFrom } from '#shared/sql-columns.ts';
import { quantilePlace, rankedColumns, valueAtPlace } from './ranks.ts';
import type { Writing } from './statement.ts';

/** A metric with a cap at a quantile. */
interface CappedMetric {
  readonly sketch: MetricSketch;
  readonly quantile: number;
}

/**
 * Adds levels in which values above a quantile of all values other than 0 are that quantile, whatever the variant. Gives the name of
 * the last level, which is `valued` if no metric has such a cap. A quantile lies between two ranks as R's type 7 has it.
 */
export function addCaps(
  valued: string,
  kept: readonly string[],
  sketches: readonly MetricSketch[],
  { levels, values }: Writing,
): string {
  const capped = sketches.flatMap((sketch): readonly CappedMetric[] => {
    const { cap } = sketch.metric;
    return cap !== undefined && 'quantile' in cap ? [{ sketch, quantile: cap.quantile }] : [];
  });
  if (capped.length === 0) return valued;
  const all = [...kept, ...sketches.flatMap(namesThere)].map(same);
  const pooled = levels.add('look__pooled', selectFrom([...all, ...capped.map(pooledColumn)], valued));
  const ranked = levels.add(
    'look__ranked',
    selectFrom(
      [...all, ...capped.flatMap(({ sketch: { prefix } }) => rankedColumns(`${prefix}_pooled`, []))],
      pooled,
    ),
  );
  const placed = levels.add(
    'look__placed',
    selectFrom(
      [
        ...all,
        ...capped.flatMap(({ sketch: { prefix }, quantile }) => [
          ...[`${prefix}_pooled`, `${prefix}_pooled_rank`].map(same),
          {
            name: `${prefix}_place`,
            text: quantilePlace(`${prefix}_pooled`, values.bind(quantile, 'number')),
          },
        ]),
      ],
      ranked,
    ),
  );
  const withCaps = levels.add(
    'look__with_caps',
    selectFrom(
      [
        ...all,
        ...capped.map(({ sketch: { prefix } }) => ({
          name: `${prefix}_cap`,
          text: valueAtPlace(`${prefix}_pooled`, `${prefix}_place`, ' OVER ()'),
        })),
      ],
      placed,
    ),
  );
  return levels.add(
    'look__capped',
    selectFrom(
      all.map(({ name }) => limitedColumn(name, capped)),
      withCaps,
    ),
  );
}

/** Values other than 0 of the units that count. */
function pooledColumn({ sketch }: CappedMetric): Column {
  const { value, counts } = unitNames(sketch);
  const mature = counts === null ? '' : ` AND ${counts} = 1`;
  return {
    name: `${sketch.prefix}_pooled`,
    text: `CASE WHEN ${value} <> 0 AND unit_arm > 0${mature} THEN ${value} END`,
  };
}

function limitedColumn(name: string, capped: readonly CappedMetric[]): Column {
  const of = capped.find(({ sketch }) => unitNames(sketch).value === name);
  if (of === undefined) return same(name);
  const cap = `${of.sketch.prefix}_cap`;
  return { name, text: `CASE WHEN ${name} > ${cap} THEN ${cap} ELSE ${name} END` };
}
