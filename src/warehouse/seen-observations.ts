import type { SeenEvent } from '#ports/event-catalogue.ts';
import type { Window } from '#ports/look-request.ts';
import type { SqlAnswer, SqlStatement } from '#ports/sql-engine.ts';
import type { SqlDialect } from './dialect.ts';
import { columnName, tableName } from './identifiers.ts';
import { ownFacts } from './own-tables.ts';
import { createStatementValues } from './statement.ts';

/** Names that are listed at most. */
const MOST_NAMES = 1_000;

/** Which observations came in a window, the most frequent first; those named alone if `only` is given. */
export function seenObservationsStatement(
  { from, until }: Window,
  only: readonly string[] | undefined,
  dialect: SqlDialect,
): SqlStatement {
  const values = createStatementValues(dialect);
  const [name, at, unit] = ['name', 'at', 'unit'].map((column) => columnName(dialect, column));
  const named =
    only === undefined ? '' : `\nAND ${name} IN (${only.map((one) => values.bind(one)).join(', ')})`;
  const text = `SELECT ${name} AS event, COUNT(*) AS times, COUNT(DISTINCT ${unit}) AS units, MAX(${at}) AS last_at
FROM ${tableName(dialect, ownFacts(dialect.name))}
WHERE ${at} >= ${values.bind(from, 'integer')} AND ${at} < ${values.bind(until, 'integer')}${named}
GROUP BY ${name}
ORDER BY times DESC, event
LIMIT ${MOST_NAMES}`;
  return values.finish('seen observations', text);
}

/** Rows of `seenObservationsStatement`. Servers write numbers of 64 bits as texts. */
export function seenObservationsOf({ rows }: Pick<SqlAnswer, 'rows'>): readonly SeenEvent[] {
  return rows.map(({ event, times, units, last_at }) => ({
    ...{ event: String(event), count: Number(times), units: Number(units), lastSeenAt: Number(last_at) },
  }));
}
