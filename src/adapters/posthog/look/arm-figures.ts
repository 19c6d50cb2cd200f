import type { MetricSketch } from '#domain/metric-sketch.ts';
import { namesThere, unitNames } from '#domain/unit-names.ts';
import { type Column, same, selectFrom } from '#shared/sql-columns.ts';
import { finalValues } from './final-values.ts';
import type { QueryValues } from './hogql.ts';
import { quantileLevels } from './quantile-figures.ts';

/** HogQL answers 100 rows unless told otherwise; an answer as long as this is taken for cut. */
export const MOST_ROWS = 10_000;

/** By what the rows of an answer are also split. */
export interface Slices {
  /** A unit's day as an expression of `unit_first_at`; null if no days are asked for. */
  readonly day: string | null;
  /** Key of the metric whose values days hold too; null if they hold none. */
  readonly dailyMetric: string | null;
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
  const levels = sketches.map((sketch) => levelsOf(sketch, values));
  const averaged = selectFrom([...keys, ...levels.flatMap(({ first }) => first)], `(\n${arms}\n)`);
  const spread = selectFrom([...keys, ...levels.flatMap(({ second }) => second)], `(\n${averaged}\n)`);
  const figures = levels.flatMap((level) => level.figures);
  const columns = [
    { name: 'experiment', text: `${experiment}` },
    ...keys,
    { name: 'figures', text: `[${figures.join(', ')}]` },
  ];
  return `${selectFrom(columns, `(\n${spread}\n)`)}\nLIMIT ${MOST_ROWS}`;
}

/** The columns of a metric in the two levels above its values, and its seven figures. */
function levelsOf(sketch: MetricSketch, values: QueryValues) {
  const { quantile } = sketch;
  if (quantile === null)
    return { first: means(sketch), second: centred(sketch), figures: figureTexts(sketch) };
  const { ys, n, bad } = armNames(sketch);
  const { sorted, ranks, figures } = quantileLevels({ ...sketch, quantile }, { ys, n }, values);
  const { unusable } = unitNames(sketch);
  const told = unusable === null ? [] : [same(bad)];
  const [middle, lower, upper] = figures;
  return {
    first: [...sorted, { name: n, text: `length(${ys})` }, ...told],
    second: [same(n), ...ranks, ...told],
    figures: [`${n} / 1`, middle, 'NULL', lower, upper, 'NULL', unusable === null ? 'NULL' : `${bad} / 1`],
  };
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
      arrays(sketch, holdsDays(sketch, slices) ? [] : ["tupleElement(slice, 1) != 'day'"]),
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

/** Whether the rows of days, if there are any, hold the values of a metric. */
function holdsDays({ metric }: MetricSketch, { day, dailyMetric }: Slices): boolean {
  return day === null || metric.key === dailyMetric;
}

/** The values of every unit that counts. Days hold no values but those of the daily metric. */
function arrays(sketch: MetricSketch, only: readonly string[]): readonly Column[] {
  const { value, second, unusable, counts } = unitNames(sketch);
  const { ys, xs, bad } = armNames(sketch);
  const conditions = [...(counts === null ? [] : [counts]), ...only].join(' AND ');
  const call = (name: string, column: string): string =>
    conditions === '' ? `${name}(${column})` : `${name}If(${column}, ${conditions})`;
  return [
    // A unit without a value is none of those that a quantile is taken of: arrays are collected without NULL.
    { name: ys, text: call('groupArray', value) },
    ...(second === null ? [] : [{ name: xs, text: call('groupArray', second) }]),
    ...(unusable === null ? [] : [{ name: bad, text: call('sum', unusable) }]),
  ];
}

function means(sketch: MetricSketch): readonly Column[] {
  const { second, unusable } = unitNames(sketch);
  const { ys, xs, bad, n, mean, secondMean } = armNames(sketch);
  return [
    same(ys),
    { name: n, text: `length(${ys})` },
    { name: mean, text: `arrayAvg(${ys})` },
    ...(second === null ? [] : [same(xs), { name: secondMean, text: `arrayAvg(${xs})` }]),
    ...(unusable === null ? [] : [same(bad)]),
  ];
}

/** Differences from the mean. */
function centred(sketch: MetricSketch): readonly Column[] {
  const { second, unusable } = unitNames(sketch);
  const { ys, xs, bad, n, mean, secondMean, centredYs, centredXs } = armNames(sketch);
  return [
    same(n),
    same(mean),
    { name: centredYs, text: `arrayMap(v -> v - ${mean}, ${ys})` },
    ...(second === null
      ? []
      : [same(secondMean), { name: centredXs, text: `arrayMap(v -> v - ${secondMean}, ${xs})` }]),
    ...(unusable === null ? [] : [same(bad)]),
  ];
}

function armNames({ prefix }: MetricSketch) {
  return {
    ys: `${prefix}_ys`,
    xs: `${prefix}_xs`,
    bad: `${prefix}_bad`,
    n: `${prefix}_n`,
    mean: `${prefix}_mean`,
    secondMean: `${prefix}_second_mean`,
    centredYs: `${prefix}_centred_ys`,
    centredXs: `${prefix}_centred_xs`,
  };
}

/** The seven figures of a metric; NULL for what there is not. */
function figureTexts(sketch: MetricSketch): readonly string[] {
  const { second, unusable } = unitNames(sketch);
  const { bad, n, mean, secondMean, centredYs, centredXs } = armNames(sketch);
  const meanText = (column: string) => `CASE WHEN ${n} > 0 THEN ${column} END`;
  const sample = (a: string, b: string) => `CASE WHEN ${n} > 1 THEN dotProduct(${a}, ${b}) / (${n} - 1) END`;
  return [
    `${n} / 1`,
    meanText(mean),
    sample(centredYs, centredYs),
    ...(second === null
      ? ['NULL', 'NULL', 'NULL']
      : [meanText(secondMean), sample(centredXs, centredXs), sample(centredYs, centredXs)]),
    unusable === null ? 'NULL' : `${bad} / 1`,
  ];
}
