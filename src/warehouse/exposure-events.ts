import { EXPOSURE_EVENTS } from '#domain/exposure.ts';
import type { Window } from '#ports/look-request.ts';
import type { SqlStatement } from '#ports/sql-engine.ts';
import type { WarehouseTables } from '#ports/warehouse-tables.ts';
import type { SqlDialect } from './dialect.ts';
import { eventRows, whereAll } from './event-rows.ts';
import { columnName, tableName } from './identifiers.ts';
import { beginWriting } from './statement.ts';

/** Which kinds of exposure events arrived in the window, of any flag: one row for each; if the table tells none apart, one for any. */
export function exposureEventsStatement(
  { from, until }: Window,
  { exposures, unitsAreText = false }: WarehouseTables,
  dialect: SqlDialect,
): SqlStatement {
  const writing = beginWriting(dialect);
  const { values } = writing;
  const rows = eventRows(exposures, unitsAreText, writing);
  const table = tableName(dialect, exposures.table);
  const event = exposures.event === undefined ? null : columnName(dialect, exposures.event);
  const names = EXPOSURE_EVENTS.map((name) => values.bind(name)).join(', ');
  const conditions = [...(event === null ? [] : [`${event} IN (${names})`]), ...rows.within(from, until)];
  const text =
    event === null
      ? `SELECT 1 AS event\nFROM ${table}\n${whereAll(conditions)}\nLIMIT 1`
      : `SELECT ${event} AS event\nFROM ${table}\n${whereAll(conditions)}\nGROUP BY ${event}\nLIMIT ${EXPOSURE_EVENTS.length}`;
  return values.finish('exposure events', text);
}
