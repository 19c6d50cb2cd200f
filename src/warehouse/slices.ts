import type { MetricSketch } from '#domain/metric-sketch.ts';
import { unitNames } from '#domain/unit-names.ts';
import { type Column, same, selectFrom } from '#shared/sql-columns.ts';
import type { Writing } from './statement.ts';

/** By what the rows of an answer are also split. */
export interface Slicing {
  /** A unit's day, a whole number, as an expression of `unit_first_at`; null if no days are asked for. */
  readonly day: string | null;
  /** Key of the metric whose values days hold too; null if they hold none. */
  readonly dailyMetric: string | null;
  readonly dimensions: number;
}

/** Numbers of the parts of an answer: all units, those of a day, those with a value of the dimension of this place. */
export const PART = { all: 0, day: 1, dimension: 2 } as const;

/** The columns that name a group of units. */
export function groupColumns({ day, dimensions }: Slicing): readonly string[] {
  return ['part', ...(day === null ? [] : ['day']), ...(dimensions === 0 ? [] : ['label']), 'arm'];
}

/**
 * Adds `sliced`: a unit once for all, once for its day, once for its value of each dimension, with `part`, `day`, `label`, `arm` and the
 * values that count there; NULL for one that does not.
 */
export function addSlices(
  source: string,
  sketches: readonly MetricSketch[],
  slicing: Slicing,
  { levels, dialect }: Writing,
): void {
  const { day, dimensions, dailyMetric } = slicing;
  const parts = [
    PART.all,
    ...(day === null ? [] : [PART.day]),
    ...Array.from({ length: dimensions }, (_, index) => PART.dimension + index),
  ];
  const isAlone = parts.length === 1;
  const labels = Array.from(
    { length: dimensions },
    (_, index) => `WHEN ${PART.dimension + index} THEN unit_dimension_${index}`,
  );
  const values = sketches.flatMap((sketch): readonly Column[] => {
    const { value, second, unusable, counts } = unitNames(sketch);
    const conditions = [
      ...(counts === null ? [] : [`${counts} = 1`]),
      ...(day === null || sketch.metric.key === dailyMetric ? [] : [`part <> ${PART.day}`]),
    ].join(' AND ');
    const counted = (name: string, none: string): Column =>
      conditions === ''
        ? same(name)
        : { name, text: `CASE WHEN ${conditions} THEN ${name} ELSE ${none} END` };
    return [
      counted(value, dialect.nullFloat),
      ...(second === null ? [] : [counted(second, dialect.nullFloat)]),
      ...(unusable === null ? [] : [counted(unusable, '0')]),
    ].map(({ name, text }) => ({ name: `in_${name}`, text }));
  });
  const columns: readonly Column[] = [
    isAlone ? { name: 'part', text: String(PART.all) } : same('part'),
    ...(day === null ? [] : [{ name: 'day', text: `CASE part WHEN ${PART.day} THEN ${day} END` }]),
    ...(dimensions === 0 ? [] : [{ name: 'label', text: `CASE part ${labels.join(' ')} END` }]),
    { name: 'arm', text: 'unit_arm' },
    ...values,
  ];
  const list = parts.map((part) => `SELECT ${part} AS part`).join(' UNION ALL ');
  levels.add(
    'look__sliced',
    selectFrom(columns, isAlone ? source : `${source}\nCROSS JOIN (${list}) AS parts`),
  );
}
