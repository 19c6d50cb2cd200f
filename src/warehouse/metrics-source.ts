import { EXPOSURE_EVENTS } from '#domain/exposure.ts';
import { baselineFiguresOf, lookFiguresOf } from '#ports/figure-rows.ts';
import type { LookFigures } from '#ports/look-figures.ts';
import type { LookRequest } from '#ports/look-request.ts';
import type { MetricsSource } from '#ports/metrics-source.ts';
import type { SqlAnswer, SqlEngine, SqlLimits, SqlStatement } from '#ports/sql-engine.ts';
import type { WarehouseTables } from '#ports/warehouse-tables.ts';
import type { Clock } from '#shared/clock.ts';
import { dateLabel, figureRows, unexpectedAnswer } from './decode-answer.ts';
import { DIALECTS } from './dialects/all.ts';
import { exposureEventsStatement } from './exposure-events.ts';
import { baselineStatement, lookStatement } from './look-statement.ts';

/** What a source of metrics over a warehouse is made of. */
export interface WarehouseGround {
  readonly engine: SqlEngine;
  /** The tables as the settings describe them now. */
  readonly tables: () => WarehouseTables;
  readonly limits: SqlLimits;
  /** Tells how long a look takes; without it looks say nothing of their cost. */
  readonly clock?: Clock;
  /** Called with every statement that was answered, and with what it cost alone: what it answered is for no log. */
  readonly onAsked?: (statement: SqlStatement, cost: Pick<SqlAnswer, 'bytes'>) => void;
}

/** A warehouse behind the `MetricsSource` port: one statement for each look, aggregates only. Faults are `AppError`s. */
export function createWarehouseMetrics({
  engine,
  tables,
  limits,
  clock,
  onAsked,
}: WarehouseGround): MetricsSource {
  const dialect = DIALECTS[engine.dialect];
  const ask = async (statement: SqlStatement): Promise<SqlAnswer> => {
    const answer = await engine.query(statement, limits);
    onAsked?.(statement, { bytes: answer.bytes });
    return answer;
  };
  return {
    name: engine.name,
    // The settings say which table holds the exposures, however they came there.
    canCount: () => true,
    checkLimit: () => {},
    async looks<const Requests extends readonly LookRequest[]>(requests: Requests) {
      const figures: LookFigures[] = [];
      for (const request of requests) {
        const began = clock?.now() ?? 0;
        const answer = await ask(lookStatement(request, tables(), dialect));
        const seconds = ((clock?.now() ?? 0) - began) / 1_000;
        figures.push({
          ...lookFiguresOf(request, figureRows(answer, request.metrics, dateLabel), unexpectedAnswer),
          ...(clock === undefined ? {} : { cost: { bytes: answer.bytes, seconds } }),
        });
      }
      // One answer for each request, in their order.
      return figures as { readonly [Index in keyof Requests]: LookFigures };
    },
    async baseline(request) {
      const answer = await ask(baselineStatement(request, tables(), dialect));
      return baselineFiguresOf(request, figureRows(answer, request.metrics, String), unexpectedAnswer);
    },
    async exposureEvents(window) {
      const { rows } = await ask(exposureEventsStatement(window, tables(), dialect));
      const [first] = EXPOSURE_EVENTS;
      if (tables().exposures.event === undefined) return rows.length > 0 ? [first] : [];
      return EXPOSURE_EVENTS.filter((event) => rows.some((row) => row['event'] === event));
    },
  };
}
