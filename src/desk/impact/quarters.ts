import { type DecisionFigures, decisionFigures, startedIn } from '#domain/digest/monthly-figures.ts';
import type { MonthlyPart } from '#domain/digest/monthly-part.ts';
import { localTime } from '#features/call-people/local-time.ts';
import { quarterStart } from '#features/digests/due-moments.ts';
import { DAY } from '#shared/clock.ts';

/** A quarter of the calendar. */
export interface Quarter {
  /** "2026 Q1". */
  readonly name: string;
  /** Milliseconds since the Unix epoch; `until` is now if it is not over. */
  readonly from: number;
  readonly until: number;
}

/** How a quarter went. */
export interface QuarterFigures extends Quarter {
  readonly started: number;
  /** Of the 90 days before its end. */
  readonly decisions: DecisionFigures;
}

/** The quarter of a moment and those before it, in a time zone, the newest first. */
export function quartersUntil(now: number, timeZone: string, count: number): readonly Quarter[] {
  const quarters: Quarter[] = [];
  let until = now;
  while (quarters.length < count) {
    const { day } = localTime(quarters.length === 0 ? now : until - DAY, timeZone);
    const [year = '', month = '1'] = day.split('-');
    const from = quarterStart(day, timeZone);
    quarters.push({ name: `${year} Q${Math.ceil(Number(month) / 3)}`, from, until });
    until = from;
  }
  return quarters;
}

/** The figures of quarters, as the journals say now. */
export function quarterFigures(
  parts: readonly MonthlyPart[],
  quarters: readonly Quarter[],
): readonly QuarterFigures[] {
  return quarters.map((quarter) => ({
    ...quarter,
    started: startedIn(parts, quarter),
    decisions: decisionFigures(parts, quarter.until),
  }));
}
