import { type Column, type QueryValues, same, selectFrom } from './hogql.ts';
import type { MetricSketch } from './metric-parts.ts';
import { finalValues } from './final-values.ts';
import { namesThere, unitNames } from './unit-names.ts';

/** HogQL answers 100 rows unless told otherwise; an answer as long as this is taken for cut. */
export const MOST_ROWS = 10_000;

/** By what the rows of an answer are also split. */
export interface Slices {
  /** A unit's day as an expression of `unit_first_at`; null if no days are asked for. */
  readonly day: string | null;
  readonly dimensions: number;
}

/**
 * From one row per unit (`unit_arm`, `unit_first_at`, `unit_dimension_<i>`, value columns) to the rows of the answer, as
 * `answer-rows.ts` lays them out. Squares and products are of differences from the mean, because PostHog has no stable variance.
 */
export function armFigures(
  units: string,
  sketches: readonly MetricSketch[],
  slices: Slices,
  experiment: number,
  values: QueryValues,
): string {
  const kept = unitColumns(slices);
  const arms = perArm(finalValues(units, kept, sketches, values), sketches, slices);
  const keys = ['part', 'label', 'arm', 'units'].map(same);
  const centred = selectFrom([...keys, ...sketches.flatMap(centredSums)], `(\n${arms}\n)`);
  const figures = sketches.flatMap(figureTexts);
  const columns = [
    { name: 'experiment', text: `${experiment}` },
    ...keys,
    { name: 'figures', text: `[${figures.join(', ')}]` },
  ];
  return `${selectFrom(columns, `(\n${centred}\n)`)}\nLIMIT ${MOST_ROWS}`;
}

function unitColumns({ day, dimensions }: Slices): readonly string[] {
  const dimensionColumns = Array.from({ length: dimensions }, (_, index) => `unit_dimension_${index}`);
  return ['unit_arm', ...(day === null ? [] : ['unit_first_at']), ...dimensionColumns];
}

/** One row per slice and arm: how many units, and of each metric count, means and the values themselves. */
function perArm(units: string, sketches: readonly MetricSketch[], slices: Slices): string {
  const isSliced = slices.day !== null || slices.dimensions > 0;
  const source = isSliced
    ? selectFrom(
        [
          { name: 'slice', text: sliceText(slices) },
          same('unit_arm'),
          ...sketches.flatMap((sketch) => namesThere(sketch).map(same)),
        ],
        `(\n${units}\n)`,
      )
    : units;
  const columns = [
    { name: 'part', text: isSliced ? 'tupleElement(slice, 1)' : "'all'" },
    { name: 'label', text: isSliced ? 'tupleElement(slice, 2)' : 'NULL' },
    { name: 'arm', text: 'unit_arm' },
    { name: 'units', text: 'count()' },
    ...sketches.flatMap((sketch) =>
      sums(sketch, slices.day === null ? [] : ["tupleElement(slice, 1) != 'day'"]),
    ),
  ];
  return `${selectFrom(columns, `(\n${source}\n)`)}\nGROUP BY ${isSliced ? 'slice, ' : ''}unit_arm`;
}

/** A unit once for all, once for its day, once for its value of each dimension. */
function sliceText({ day, dimensions }: Slices): string {
  const tuples = [
    "('all', NULL)",
    ...(day === null ? [] : [`('day', ${day})`]),
    ...Array.from(
      { length: dimensions },
      (_, index) => `('dimension_${index}', tupleElement(unit_dimension_${index}, 1))`,
    ),
  ];
  return `arrayJoin([${tuples.join(', ')}])`;
}

/** Days need no figures, so that their rows hold no values. */
function sums(sketch: MetricSketch, only: readonly string[]): readonly Column[] {
  const { prefix } = sketch;
  const { value, second, unusable, counts } = unitNames(sketch);
  const conditions = [...(counts === null ? [] : [counts]), ...only];
  const call = (name: string, column: string | null): string => {
    const argument = column === null ? [] : [column];
    return conditions.length === 0
      ? `${name}(${argument.join('')})`
      : `${name}If(${[...argument, conditions.join(' AND ')].join(', ')})`;
  };
  return [
    { name: `${prefix}_n`, text: call('count', null) },
    { name: `${prefix}_mean`, text: call('avg', value) },
    { name: `${prefix}_ys`, text: call('groupArray', value) },
    ...(second === null
      ? []
      : [
          { name: `${prefix}_second_mean`, text: call('avg', second) },
          { name: `${prefix}_xs`, text: call('groupArray', second) },
        ]),
    ...(unusable === null ? [] : [{ name: `${prefix}_bad`, text: call('sum', unusable) }]),
  ];
}

function centredSums(sketch: MetricSketch): readonly Column[] {
  const { prefix } = sketch;
  const y = `${prefix}_mean`;
  const x = `${prefix}_second_mean`;
  const { second, unusable } = unitNames(sketch);
  const squares = (mean: string, array: string) => `arraySum(v -> (v - ${mean}) * (v - ${mean}), ${array})`;
  return [
    same(`${prefix}_n`),
    same(y),
    { name: `${prefix}_squares`, text: squares(y, `${prefix}_ys`) },
    ...(second === null
      ? []
      : [
          same(x),
          { name: `${prefix}_second_squares`, text: squares(x, `${prefix}_xs`) },
          {
            name: `${prefix}_products`,
            text: `arraySum(arrayMap((v, w) -> (v - ${y}) * (w - ${x}), ${prefix}_ys, ${prefix}_xs))`,
          },
        ]),
    ...(unusable === null ? [] : [same(`${prefix}_bad`)]),
  ];
}

/** The seven figures of a metric; NULL for what there is not. */
function figureTexts(sketch: MetricSketch): readonly string[] {
  const { prefix } = sketch;
  const n = `${prefix}_n`;
  const mean = (column: string) => `CASE WHEN ${n} > 0 THEN ${column} END`;
  const sample = (column: string) => `CASE WHEN ${n} > 1 THEN ${column} / (${n} - 1) END`;
  const { second, unusable } = unitNames(sketch);
  return [
    `${n} / 1`,
    mean(`${prefix}_mean`),
    sample(`${prefix}_squares`),
    ...(second === null
      ? ['NULL', 'NULL', 'NULL']
      : [mean(`${prefix}_second_mean`), sample(`${prefix}_second_squares`), sample(`${prefix}_products`)]),
    unusable === null ? 'NULL' : `${prefix}_bad / 1`,
  ];
}
