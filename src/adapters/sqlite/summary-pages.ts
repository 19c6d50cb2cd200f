import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Status } from '#domain/status.ts';
import type {
  SummaryCount,
  SummaryFilter,
  SummaryOrder,
  SummaryPage,
  SummaryPart,
  SummaryStore,
} from '#ports/summary-store.ts';
import { integer, text } from './columns.ts';
import { guarded } from './guarded.ts';
import { parseSummary } from './parse-summary.ts';

type Named = Record<string, string | number>;

/** What each part of a filter asks of the columns. Lists travel as JSON, so that one statement does for any length. */
const CONDITIONS: Readonly<Record<keyof SummaryFilter, string>> = {
  statuses: 'status IN (SELECT value FROM json_each(:statuses))',
  channels: 'channel IN (SELECT value FROM json_each(:channels))',
  person: '(requester = :person OR owner = :person)',
  surface: 'surface = :surface',
  waitsFor: `waits IN (SELECT value FROM json_each(:waitsFor))`,
};
const WAITS_AT_ALL = 'waits IS NOT NULL';
/** What each order goes by. */
const COLUMNS: Readonly<Record<SummaryOrder, string>> = {
  newest: 'proposed_at',
  priority: 'priority',
  outcome: 'outcome_at',
};

/** Pages and counts of table `summaries`. Both walk an index that has all the columns that are asked for, and read only what is shown. */
export function createSqliteSummaryPages(
  database: DatabaseSync,
): Pick<SummaryStore, 'summaryPage' | 'summaryCounts'> {
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const found = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, found);
    return found;
  };
  return {
    summaryPage: (filter, part) =>
      guarded((): SummaryPage => {
        const { order = 'newest', limit, after = null, before = null, skip = 0 } = part;
        const { where, values } = conditionsOf(filter);
        const column = COLUMNS[order];
        const place = before ?? after;
        const beyond =
          before === null
            ? `(${column} <= :by AND (${column} < :by OR key > :key))`
            : `(${column} >= :by AND (${column} > :by OR key < :key))`;
        const conditions = place === null ? where : [...where, beyond];
        const [direction, ofKeys] = before === null ? ['DESC', 'ASC'] : ['ASC', 'DESC'];
        // The inner query has a limit, so SQLite reads the bodies of the page alone.
        const rows = statement(
          `SELECT by, key, body FROM summaries JOIN (SELECT key AS found, ${column} AS by FROM summaries
           INDEXED BY summaries_listed ${all(conditions)} ORDER BY ${column} ${direction}, key ${ofKeys} LIMIT :limit OFFSET :skip)
           ON key = found ORDER BY by ${direction}, key ${ofKeys}`,
        ).all({
          ...{ ...values, ...(place === null ? {} : { by: place.by, key: place.key }) },
          ...{ limit: limit + 1, skip: before === null ? skip : 0 },
        });
        const shown = rows.slice(0, limit);
        return pageOf(before === null ? shown : shown.toReversed(), part, rows.length > limit);
      }),
    summaryCounts: (filter) =>
      guarded(() => {
        const { where, values } = conditionsOf(filter);
        const rows = statement(
          `SELECT channel, status, count(*) AS count FROM summaries ${indexFor(filter)} ${all(where)} GROUP BY channel, status`,
        ).all(values);
        return rows.map(
          (row): SummaryCount => ({
            channel: text(row, 'channel'),
            status: text(row, 'status') as Status,
            count: integer(row, 'count'),
          }),
        );
      }),
  };
}

/** `hasMore`: more lines lie in the direction in which the page was read. */
function pageOf(
  rows: readonly Record<string, unknown>[],
  { after = null, before = null }: SummaryPart,
  hasMore: boolean,
): SummaryPage {
  const placeOf = (row: Record<string, unknown> | undefined) =>
    row === undefined ? null : { by: integer(row, 'by'), key: text(row, 'key') };
  const isBack = before !== null;
  return {
    lines: rows.map((row) => parseSummary(text(row, 'body'))),
    next: isBack || hasMore ? placeOf(rows.at(-1)) : null,
    previous: isBack ? (hasMore ? placeOf(rows[0]) : null) : after === null ? null : placeOf(rows[0]),
  };
}

function conditionsOf({ statuses, channels, person, surface, waitsFor }: SummaryFilter): {
  readonly where: readonly string[];
  readonly values: Named;
} {
  const asked: Partial<Record<keyof SummaryFilter, string>> = {
    ...(statuses === undefined ? {} : { statuses: JSON.stringify(statuses) }),
    ...(channels === undefined ? {} : { channels: JSON.stringify(channels) }),
    ...(person === undefined ? {} : { person }),
    ...(surface === undefined ? {} : { surface }),
    ...(waitsFor === undefined || waitsFor === 'anything'
      ? {}
      : { waitsFor: JSON.stringify([...waitsFor, 'unknown']) }),
  };
  const where = (Object.keys(asked) as (keyof SummaryFilter)[]).map((part) => CONDITIONS[part]);
  return { where: waitsFor === 'anything' ? [...where, WAITS_AT_ALL] : where, values: asked };
}

/** SQLite would take an index that lacks some of the columns, and read every body for them. */
function indexFor({ person, surface, waitsFor }: SummaryFilter): string {
  const asksMore = person !== undefined || surface !== undefined || waitsFor !== undefined;
  return asksMore ? 'INDEXED BY summaries_listed' : 'INDEXED BY summaries_counted';
}

function all(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
}
