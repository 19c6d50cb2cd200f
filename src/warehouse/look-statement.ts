import { sketchMetrics } from '#domain/metric-sketch.ts';
import type { BaselineRequest, LookRequest, Window } from '#ports/look-request.ts';
import type { SqlStatement } from '#ports/sql-engine.ts';
import type { WarehouseTables } from '#ports/warehouse-tables.ts';
import { DAY } from '#shared/clock.ts';
import { armMoments } from './arm-moments.ts';
import type { SqlDialect } from './dialect.ts';
import { addExposedUnits } from './exposed-units.ts';
import { addFinalValues } from './final-values.ts';
import { addMetricEvents } from './metric-events.ts';
import { addSlices, type Slicing } from './slices.ts';
import { beginWriting, type Writing } from './statement.ts';
import { addSurfacedUnits } from './surfaced-units.ts';
import { addUnitTotals } from './unit-values.ts';

/** An answer that is longer is taken for cut. */
export const MOST_FIGURE_ROWS = 10_000;

/** Microseconds of a day of 86,400 s. */
const DAY_MICROSECONDS = '86400000000';

/** The one statement of a look: everything that the request asks for. `figureRows` reads its answer. */
export function lookStatement(
  request: LookRequest,
  tables: WarehouseTables,
  dialect: SqlDialect,
): SqlStatement {
  const writing = beginWriting(dialect);
  addExposedUnits(request, tables, writing);
  const { window, daily, dailyMetric = null, dimensions } = request;
  const day = daily ? dialect.wholeDivision('unit_first_at', DAY_MICROSECONDS) : null;
  const text = answerText(
    request,
    window,
    tables,
    { day, dailyMetric, dimensions: dimensions.length },
    writing,
  );
  return writing.values.finish('experiment look', text);
}

/** As `lookStatement` with one arm, in which a unit's first event on the surface stands for its first exposure. */
export function baselineStatement(
  request: BaselineRequest,
  tables: WarehouseTables,
  dialect: SqlDialect,
): SqlStatement {
  const writing = beginWriting(dialect);
  const { days, until } = request;
  const window = { from: until - days * DAY, until };
  addSurfacedUnits(request, window, tables, writing);
  const from = writing.values.bind(window.from * 1_000, 'integer');
  const day = dialect.wholeDivision(`(unit_first_at - ${from})`, DAY_MICROSECONDS);
  const text = answerText(request, window, tables, { day, dailyMetric: null, dimensions: 0 }, writing);
  return writing.values.finish('experiment baseline', text);
}

function answerText(
  { metrics }: Pick<LookRequest, 'metrics'>,
  window: Window,
  tables: WarehouseTables,
  slicing: Slicing,
  writing: Writing,
): string {
  const { dimensions } = slicing;
  const sketches = sketchMetrics(metrics);
  const columnsOf =
    sketches.length === 0
      ? () => {
          throw new Error('no part was asked for');
        }
      : addMetricEvents(sketches, window, tables, writing);
  addUnitTotals(sketches, columnsOf, { until: window.until, dimensions }, writing);
  const kept = [
    'unit_arm',
    ...(slicing.day === null ? [] : ['unit_first_at']),
    ...Array.from({ length: dimensions }, (_, index) => `unit_dimension_${index}`),
  ];
  addSlices(addFinalValues(sketches, kept, writing), sketches, slicing, writing);
  return writing.levels.with(armMoments(sketches, slicing, MOST_FIGURE_ROWS, writing));
}
