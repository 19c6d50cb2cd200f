import type { Metric } from '#domain/metric.ts';
import { sketchMetrics } from '#domain/metric-sketch.ts';
import type { FigureRow } from '#ports/figure-rows.ts';
import type { SqlAnswer } from '#ports/sql-engine.ts';
import { warehouseFault } from '#ports/sql-faults.ts';
import { DAY } from '#shared/clock.ts';
import { utcDay } from '#shared/utc-day.ts';
import { figureNames } from './arm-moments.ts';
import { MOST_FIGURE_ROWS } from './look-statement.ts';
import { PART } from './slices.ts';

/** How days of an answer are labelled: a look's are days since the Unix epoch, a baseline's are counted from its begin. */
export type DayLabel = (day: number) => string;

/** `2026-11-28` of a number of days since the Unix epoch. */
export const dateLabel: DayLabel = (day) => utcDay(day * DAY);

/**
 * The rows of the answer to a look or a baseline. Databases give large whole numbers as text, and some give NaN for a variance of one
 * value: both are read. Throws `warehouse.unexpected-answer` for anything else, or if there are so many rows that some may be cut off.
 */
export function figureRows(
  { rows }: SqlAnswer,
  metrics: readonly Metric[],
  labelOf: DayLabel,
): readonly FigureRow[] {
  if (rows.length >= MOST_FIGURE_ROWS)
    throw unexpectedAnswer(`${rows.length} rows, as many as one answer can have`);
  const names = sketchMetrics(metrics).map(figureNames);
  return rows.map((row): FigureRow => {
    const part = count(row['part']);
    const figures = names.flatMap((of) => of.map((name) => numberIn(row[name])));
    return [
      0,
      partName(part),
      labelIn(row, part, labelOf),
      count(row['arm'], -1),
      count(row['units']),
      figures,
    ];
  });
}

function partName(part: number): string {
  if (part === PART.all) return 'all';
  return part === PART.day ? 'day' : `dimension_${part - PART.dimension}`;
}

function labelIn(row: Readonly<Record<string, unknown>>, part: number, labelOf: DayLabel): string | null {
  if (part === PART.all) return null;
  // Units that met no declared variant have no day.
  if (part === PART.day) return row['day'] === null ? null : labelOf(count(row['day']));
  const { label } = row;
  if (label === null || label === undefined) return null;
  if (typeof label === 'string') return label;
  throw unexpectedAnswer('a label that is no text');
}

/** Null for NULL and for what is no finite number. */
function numberIn(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  const number = typeof value === 'bigint' || typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || value === '') throw unexpectedAnswer('a figure that is no number');
  return Number.isFinite(number) ? number : null;
}

function count(value: unknown, least = 0): number {
  const number = numberIn(value);
  if (number !== null && Number.isSafeInteger(number) && number >= least) return number;
  throw unexpectedAnswer('a count that is no whole number');
}

/** The fault of an answer that has what it cannot have. */
export function unexpectedAnswer(what: string) {
  return warehouseFault('unexpected-answer', `The answer of the warehouse to a look has ${what}.`);
}
