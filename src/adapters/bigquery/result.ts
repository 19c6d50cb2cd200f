import { z } from 'zod';
import { type CellColumn, type CellKind, cellRows, unexpected } from '#adapters/sql-http/cells.ts';
import type { SqlAnswer } from '#ports/sql-engine.ts';
import { ownValue } from '#shared/own-value.ts';

const field = z.object({ name: z.string(), type: z.string(), mode: z.string().optional() });
const row = z.object({ f: z.array(z.object({ v: z.string().nullable() })) });
const count = z.coerce.number().int().nonnegative();

/** What `jobs.query` and `jobs.getQueryResults` answer, as far as it is read. */
const result = z.object({
  jobComplete: z.boolean(),
  jobReference: z.object({ jobId: z.string().optional(), location: z.string().optional() }).optional(),
  schema: z.object({ fields: z.array(field) }).optional(),
  rows: z.array(row).default([]),
  totalRows: count.optional(),
  totalBytesProcessed: count.optional(),
  pageToken: z.string().optional(),
});

export type QueryResult = z.output<typeof result>;

/** Throws `warehouse.unexpected-answer` for what is none. */
export function readResult(json: unknown): QueryResult {
  const parsed = result.safeParse(json);
  if (parsed.success) return parsed.data;
  throw unexpected('another shape than a result of BigQuery', parsed.error);
}

/** The name and the location of a job; BigQuery may have chosen the location. */
export function jobOf({ jobReference }: QueryResult): {
  readonly id: string;
  readonly location: string | null;
} {
  if (jobReference?.jobId === undefined) throw unexpected('no name of its job');
  return { id: jobReference.jobId, location: jobReference.location ?? null };
}

const KINDS: Readonly<Record<string, CellKind>> = {
  INTEGER: 'integer',
  INT64: 'integer',
  FLOAT: 'number',
  FLOAT64: 'number',
  NUMERIC: 'number',
  BIGNUMERIC: 'number',
  BOOLEAN: 'truth',
  BOOL: 'truth',
};

/** The rows of all pages; the first one has the schema. */
export function rowsOfPages(pages: readonly QueryResult[]): SqlAnswer['rows'] {
  const fields = pages[0]?.schema?.fields;
  if (fields === undefined) throw unexpected('no schema');
  const columns = fields.map(({ name, type, mode }): CellColumn => {
    if (mode === 'REPEATED' || type === 'RECORD' || type === 'STRUCT') throw unexpected('a nested column');
    return { name, kind: ownValue(KINDS, type) ?? 'text' };
  });
  return cellRows(
    columns,
    pages.flatMap(({ rows }) => rows.map(({ f }) => f.map(({ v }) => v))),
  );
}
