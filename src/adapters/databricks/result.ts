import { z } from 'zod';
import { type CellColumn, type CellKind, cellRows, unexpected } from '#adapters/sql-http/cells.ts';
import type { SqlAnswer } from '#ports/sql-engine.ts';
import { ownValue } from '#shared/own-value.ts';

const chunk = z.object({
  data_array: z.array(z.array(z.string().nullable())).default([]),
  next_chunk_index: z.number().int().positive().nullish(),
});
const status = z.object({
  state: z.enum(['PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELED', 'CLOSED']),
  error: z.object({ error_code: z.string().optional(), message: z.string().optional() }).optional(),
});
const statement = z.object({
  statement_id: z.string().min(1),
  status,
  manifest: z
    .object({
      schema: z.object({ columns: z.array(z.object({ name: z.string(), type_name: z.string() })) }),
      total_row_count: z.number().int().nonnegative(),
      truncated: z.boolean().default(false),
    })
    .optional(),
  result: chunk.optional(),
});

export type StatementState = z.output<typeof status>;
export type RemoteState = z.output<typeof statement>;

function read<Schema extends z.ZodType>(schema: Schema, json: unknown): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw unexpected('another shape than a statement of Databricks', parsed.error);
}

/** Each throws `warehouse.unexpected-answer` for anything else. */
export const readStatement = (json: unknown) => read(statement, json);
export const readChunk = (json: unknown) => read(chunk, json);

const KINDS: Readonly<Record<string, CellKind>> = {
  BYTE: 'integer',
  SHORT: 'integer',
  INT: 'integer',
  LONG: 'integer',
  FLOAT: 'number',
  DOUBLE: 'number',
  DECIMAL: 'number',
  BOOLEAN: 'truth',
};

/** The rows of all chunks. Throws if they are not as many as Databricks counted. */
export function rowsOfChunks(
  { manifest }: RemoteState,
  data: readonly (readonly (string | null)[])[],
): SqlAnswer['rows'] {
  if (manifest === undefined) throw unexpected('no manifest');
  if (data.length !== manifest.total_row_count)
    throw unexpected(`${data.length} rows of ${manifest.total_row_count}`);
  const columns = manifest.schema.columns.map(
    ({ name, type_name }): CellColumn => ({ name, kind: ownValue(KINDS, type_name) ?? 'text' }),
  );
  return cellRows(columns, data);
}
