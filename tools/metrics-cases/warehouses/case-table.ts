import type { SqlEngine } from '#ports/sql-engine.ts';
import type { WarehouseTables } from '#ports/warehouse-tables.ts';
import type { StoredEvent } from '#tools/hogql/event-store.ts';
import type { MetricsCase } from '../read-case.ts';

/** A row of a table of events, as each loader stores it. */
export interface CaseRow {
  readonly id: string;
  readonly event: string;
  readonly unit: string;
  /** ISO 8601 in UTC with up to 6 digits of a second. */
  readonly at: string;
  readonly properties: string;
}

/** A database with the tables of all cases. */
export interface CaseWarehouse {
  /** A connection whose session lives in this time zone. */
  readonly connect: (timezone: string) => Promise<SqlEngine>;
  readonly stop: () => Promise<void>;
}

/** Rows by the name of their table. */
export type CaseTables = ReadonlyMap<string, readonly CaseRow[]>;

/** Makes the tables and keeps the rows. */
export type LoadWarehouse = (tables: CaseTables) => Promise<CaseWarehouse>;

/** The table of the case at this place. */
export function tableOf(index: number): string {
  return `events_${index}`;
}

/** The rows of every case, each in a table of its own. */
export function caseTables(cases: readonly MetricsCase[]): CaseTables {
  return new Map(cases.map((one, index) => [tableOf(index), caseRows(one.events)]));
}

/** Events as rows; those with the same `uuid` are copies. */
export function caseRows(events: readonly StoredEvent[]): readonly CaseRow[] {
  return events.map(({ event, person, at, properties, uuid }, index) => ({
    id: uuid === undefined ? `own ${index}` : `given ${uuid}`,
    event,
    unit: person,
    at,
    properties: JSON.stringify(properties),
  }));
}

/** How the table of a case is described. */
export function describeTable(table: string, form: 'text' | 'timestamp'): WarehouseTables {
  const common = { table, unit: 'unit', time: { column: 'at', form }, properties: 'properties' } as const;
  return {
    exposures: {
      ...common,
      event: 'event',
      experiment: '$feature_flag',
      variant: '$feature_flag_response',
    },
    facts: [{ ...common, event: { column: 'event' }, id: 'id' }],
  };
}
