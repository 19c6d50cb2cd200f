import { z } from 'zod';
import { type CellColumn, type CellKind, cellRows, unexpected } from '#adapters/sql-http/cells.ts';
import type { SqlAnswer } from '#ports/sql-engine.ts';

const column = z.object({ name: z.string(), type: z.string(), scale: z.number().nullish() });
const values = z.array(z.array(z.string().nullable()));

/** What a statement that ended is told by. */
const result = z.object({
  statementHandle: z.string().min(1),
  resultSetMetaData: z.object({
    numRows: z.number().int().nonnegative(),
    rowType: z.array(column),
    partitionInfo: z.array(z.object({ rowCount: z.number().int().nonnegative() })).default([]),
  }),
  data: values,
});
const running = z.object({ statementHandle: z.string().min(1) });
/** What the later partitions hold. */
const partition = z.object({ data: values });

export type StatementResult = z.output<typeof result>;

function read<Schema extends z.ZodType>(schema: Schema, json: unknown): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw unexpected('another shape than a result of Snowflake', parsed.error);
}

/** Each throws `warehouse.unexpected-answer` for anything else. */
export const readResultSet = (json: unknown) => read(result, json);
export const readHandle = (json: unknown) => read(running, json).statementHandle;
export const readPartition = (json: unknown) => read(partition, json).data;

/** The rows of all partitions. Throws if they are not as many as Snowflake counted. */
export function rowsOfPartitions(
  { resultSetMetaData: { rowType, numRows } }: StatementResult,
  data: z.output<typeof values>,
): SqlAnswer['rows'] {
  if (data.length !== numRows) throw unexpected(`${data.length} rows of ${numRows}`);
  const columns = rowType.map(({ name, type, scale }): CellColumn => ({ name, kind: kindOf(type, scale) }));
  return cellRows(columns, data);
}

function kindOf(type: string, scale: number | null | undefined): CellKind {
  switch (type.toLowerCase()) {
    case 'fixed':
      return (scale ?? 0) === 0 ? 'integer' : 'number';
    case 'real':
      return 'number';
    case 'boolean':
      return 'truth';
    default:
      return 'text';
  }
}
