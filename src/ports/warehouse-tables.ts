import type { Condition } from '#domain/metric.ts';

/** How a column tells an instant: as a timestamp of the database, as text in ISO 8601 in UTC, or as a number since the Unix epoch. */
export type InstantForm = 'timestamp' | 'text' | 'seconds' | 'milliseconds' | 'microseconds';

/** A column in which a property of events stands by itself. */
export interface PropertyColumn {
  readonly column: string;
  /** A number is read as one; anything else by its text. */
  readonly type: 'text' | 'number';
}

/** What is known of a table whose rows are events. Names are those of the warehouse. */
export interface EventTable {
  /** With its schema or database, parted by dots. */
  readonly table: string;
  /** Who did it. */
  readonly unit: string;
  readonly time: { readonly column: string; readonly form: InstantForm };
  /** A date or a timestamp by which the table is parted; queries bound it with a day to spare. */
  readonly partition?: string;
  /** A column that holds properties as one JSON object. */
  readonly properties?: string;
  /** Properties that stand in columns of their own. */
  readonly columns?: Readonly<Record<string, PropertyColumn>>;
  /** Rules on properties that every row must pass. */
  readonly filters?: readonly Condition[];
}

/** The table of exposures: one row for each time that a unit meets a variant. */
export interface ExposureTable extends EventTable {
  /** The column with the name of the event; left out if every row is an exposure. */
  readonly event?: string;
  /** Properties with the key of the flag and with the variant. */
  readonly experiment: string;
  readonly variant: string;
}

/** A table of events that metrics count. */
export interface FactTable extends EventTable {
  /** The column with the name of the event, or the one name that every row has. */
  readonly event: { readonly column: string } | { readonly name: string };
  /** A column that is equal in copies of one event, and never null; left out if there are no copies. */
  readonly id?: string;
}

/** The tables of a warehouse that looks read. */
export interface WarehouseTables {
  readonly exposures: ExposureTable;
  /** An event is looked up in the tables that have its name; if none has, in those with a column of names. */
  readonly facts: readonly FactTable[];
  /** True if columns of units hold text in every table: then they are compared as they are, and their indexes serve. */
  readonly unitsAreText?: boolean;
}
