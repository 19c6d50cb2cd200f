import type { MetricSketch } from '#domain/metric-sketch.ts';
import { unitNames } from '#domain/unit-names.ts';
import { QUANTILE_REACH } from '#ports/look-figures.ts';
import { type Column, same, selectFrom } from '#shared/sql-columns.ts';
import { quantilePlace, rankedColumns, valueAtPlace } from './ranks.ts';
import { groupColumns, type Slicing } from './slices.ts';
import type { Writing } from './statement.ts';

/** Names of the columns that hold the seven figures of a metric in an answer, in the order of `FigureRow`. */
export function figureNames({ prefix }: MetricSketch): readonly string[] {
  return ['n', 'mean', 'variance', 'second_mean', 'second_variance', 'covariance', 'unusable'].map(
    (figure) => `${prefix}_${figure}`,
  );
}

/**
 * The last SELECT: one row per group of `sliced` with `part`, `day`, `label`, `arm`, `units` and the figures of each metric that there
 * are. Adds the levels that it needs: ranks of quantiles, differences from means.
 */
export function armMoments(
  sketches: readonly MetricSketch[],
  slicing: Slicing,
  mostRows: number,
  writing: Writing,
): string {
  const { levels, dialect } = writing;
  const group = groupColumns(slicing);
  const named = sketches.map((sketch) => ({ sketch, names: inNames(sketch, sketches, slicing) }));
  const all = [
    ...group,
    ...new Set(named.flatMap(({ names }) => Object.values(names).filter((name) => name !== null))),
  ];
  const ranked = new Set<string>();
  const helpers = named.flatMap(({ sketch, names }): readonly Column[] => {
    if (sketch.quantile !== null) {
      if (ranked.has(names.value)) return [];
      ranked.add(names.value);
      return rankedColumns(names.value, group).slice(1);
    }
    if (dialect.spread.by === 'functions') return [];
    return [names.value, ...(names.second === null ? [] : [names.second])].map((name) => ({
      name: `${name}_off`,
      text: `${name} - AVG(${name}) OVER (PARTITION BY ${group.join(', ')})`,
    }));
  });
  const places = named.flatMap(({ sketch, names }) =>
    sketch.quantile === null ? [] : placeColumns(sketch, sketch.quantile, names.value, writing),
  );
  const spread =
    helpers.length === 0
      ? 'look__sliced'
      : levels.add('look__spread', selectFrom([...all.map(same), ...helpers], 'look__sliced'));
  const inSpread = [...all, ...helpers.map(({ name }) => name)].map(same);
  const source =
    places.length === 0
      ? spread
      : levels.add('look__at_places', selectFrom([...inSpread, ...places], spread));
  const figures = named.flatMap(({ sketch, names }) => figureColumns(sketch, names, writing));
  const columns = [...group.map(same), { name: 'units', text: 'COUNT(*)' }, ...figures];
  return `${selectFrom(columns, source)}\nGROUP BY ${group.join(', ')}\nLIMIT ${mostRows}`;
}

interface InNames {
  readonly value: string;
  readonly second: string | null;
  readonly unusable: string | null;
}

/** Quantiles of the same values share a column: each order of its own costs a sort of all units. */
function inNames(sketch: MetricSketch, sketches: readonly MetricSketch[], slicing: Slicing): InNames {
  const { value } = unitNames(sketches.find((other) => hasSameValues(other, sketch, slicing)) ?? sketch);
  const { second, unusable } = unitNames(sketch);
  return {
    value: `in_${value}`,
    second: second === null ? null : `in_${second}`,
    unusable: unusable === null ? null : `in_${unusable}`,
  };
}

/** Whether these are quantiles of the same values in every part of the answer. */
function hasSameValues(other: MetricSketch, sketch: MetricSketch, { dailyMetric }: Slicing): boolean {
  const isPlain = ({ quantile, metric }: MetricSketch) =>
    quantile !== null && metric.cap === undefined && metric.key !== dailyMetric;
  return isPlain(other) && isPlain(sketch) && valuesOf(other) === valuesOf(sketch);
}

/** All that the values of a quantile depend on. */
function valuesOf({ main, beginSeconds, windowSeconds, matureSeconds }: MetricSketch): string {
  const { event, aggregate, property, where } = main;
  return JSON.stringify([event, aggregate, property, where, beginSeconds, windowSeconds, matureSeconds]);
}

function figureColumns(sketch: MetricSketch, names: InNames, writing: Writing): readonly Column[] {
  const { prefix, quantile } = sketch;
  const { value, second, unusable } = names;
  const bad = unusable === null ? [] : [{ name: `${prefix}_unusable`, text: `SUM(${unusable})` }];
  const n = { name: `${prefix}_n`, text: `COUNT(${value})` };
  if (quantile !== null) return [n, ...quantileColumns(sketch, value), ...bad];
  const { variance, covariance } = spreadOf(writing);
  return [
    n,
    { name: `${prefix}_mean`, text: `AVG(${value})` },
    { name: `${prefix}_variance`, text: variance(value) },
    ...(second === null
      ? []
      : [
          { name: `${prefix}_second_mean`, text: `AVG(${second})` },
          { name: `${prefix}_second_variance`, text: variance(second) },
          { name: `${prefix}_covariance`, text: covariance(value, second) },
        ]),
    ...bad,
  ];
}

function spreadOf({ dialect: { spread } }: Writing) {
  if (spread.by === 'functions')
    return {
      variance: (value: string) => `${spread.variance}(${value})`,
      covariance: (a: string, b: string) => `${spread.covariance}(${a}, ${b})`,
    };
  const sample = (a: string, b: string) => `SUM(${a}_off * ${b}_off) / nullif(COUNT(${a}) - 1, 0)`;
  return { variance: (value: string) => sample(value, value), covariance: sample };
}

/** The places of the quantile and of the values at its standard error, by the figures whose columns they take. */
const PLACES = ['mean', 'second_mean', 'second_variance'] as const;

/** The columns with the places, of the ranks of the level before. */
function placeColumns(
  { prefix }: MetricSketch,
  quantile: number,
  value: string,
  { values }: Writing,
): readonly Column[] {
  const share = values.bind(quantile, 'number');
  const error = `${values.bind(QUANTILE_REACH, 'number')} * sqrt(${share} * (1 - ${share}) / nullif(${value}_n, 0))`;
  const shares = [
    share,
    `CASE WHEN ${share} > ${error} THEN ${share} - ${error} ELSE 0 END`,
    `CASE WHEN ${share} + ${error} < 1 THEN ${share} + ${error} ELSE 1 END`,
  ];
  return shares.map((of, index) => ({
    name: `${prefix}_${PLACES[index]}_place`,
    text: quantilePlace(value, of),
  }));
}

function quantileColumns({ prefix }: MetricSketch, value: string): readonly Column[] {
  return PLACES.map((figure) => ({
    name: `${prefix}_${figure}`,
    text: valueAtPlace(value, `${prefix}_${figure}_place`, ''),
  }));
}
