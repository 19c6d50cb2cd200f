/** The databases whose SQL is spoken. */
export type DialectName =
  | 'sqlite'
  | 'duckdb'
  | 'postgres'
  | 'clickhouse'
  | 'redshift'
  | 'bigquery'
  | 'snowflake'
  | 'databricks';

/** A value of a statement, by its type in the database. */
export interface SqlParameter {
  readonly type: 'text' | 'integer' | 'number';
  readonly value: string | number;
}

/** One SELECT as a database takes it. Whatever comes from outside is a parameter, never text; names alone are in the text. */
export interface SqlStatement {
  /** Says in the database's own log what the statement is for. */
  readonly name: string;
  readonly text: string;
  /** In the order of the placeholders. */
  readonly parameters: readonly SqlParameter[];
}

/** How much one statement may take. */
export interface SqlLimits {
  readonly seconds: number;
  readonly rows: number;
  /** Bytes that may be scanned; null for no bound. Engines that cannot bound it ignore it. */
  readonly bytes: number | null;
}

/** What a statement gave. */
export interface SqlAnswer {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Bytes that were scanned, which is what it cost; null if the database does not tell. */
  readonly bytes: number | null;
}

/** A database that answers statements and changes nothing. Faults are thrown as `AppError`. */
export interface SqlEngine {
  /** The database as people know it. */
  readonly name: string;
  readonly dialect: DialectName;
  /** Throws a fault of the kind `excessive` if it takes more than the limits. */
  query(statement: SqlStatement, limits: SqlLimits): Promise<SqlAnswer>;
  /** Asks whether the database would take the statement, if it can tell without running it; else `query` has to do. */
  check?(statement: SqlStatement, limits: SqlLimits): Promise<void>;
  /** Asks whether the database answers without making it work, if work is what it is paid for; else a `query` has to do. */
  probe?(): Promise<void>;
  close(): Promise<void>;
}
