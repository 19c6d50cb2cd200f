import type { SqlStatement } from '#ports/sql-engine.ts';
import type { EventTable, FactTable, WarehouseTables } from '#ports/warehouse-tables.ts';
import type { SqlDialect } from './dialect.ts';
import { columnName, tableName } from './identifiers.ts';
import { createStatementValues } from './statement.ts';

/** One table of the description with a statement that reads all its columns and no row. */
export interface TableStatement {
  readonly table: string;
  readonly statement: SqlStatement;
}

/** For each described table, what a start asks: the database refuses it if the table or a column is not there. */
export function tableStatements(
  { exposures, facts }: WarehouseTables,
  dialect: SqlDialect,
): readonly TableStatement[] {
  const asked = [
    { table: exposures, columns: [...columnsOf(exposures), exposures.event ?? ''] },
    ...facts.map((table) => ({ table, columns: [...columnsOf(table), ...ownColumns(table)] })),
  ];
  return asked.map(({ table: { table, time, partition }, columns }) => {
    const names = [...new Set(columns.filter((name) => name !== ''))].map((name) =>
      columnName(dialect, name),
    );
    // Some databases refuse every statement that does not bound the column by which a table is parted.
    const bounds = [
      time,
      ...(partition === undefined ? [] : [{ column: partition, form: 'timestamp' as const }]),
    ]
      .map(({ column, form }) => `\nAND ${columnName(dialect, column)} >= ${dialect.bound(0, form)}`)
      .join('');
    const text = `SELECT ${names.join(', ')}\nFROM ${tableName(dialect, table)}\nWHERE 1 = 0${bounds}`;
    return { table, statement: createStatementValues(dialect).finish('table check', text) };
  });
}

function columnsOf({ unit, time, partition, properties, columns = {} }: EventTable): readonly string[] {
  const optional = [partition, properties].filter((name) => name !== undefined);
  return [unit, time.column, ...optional, ...Object.values(columns).map(({ column }) => column)];
}

function ownColumns({ event, id }: FactTable): readonly string[] {
  return ['column' in event ? event.column : '', id ?? ''];
}
