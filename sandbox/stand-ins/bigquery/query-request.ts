import { z } from 'zod';
import type { SqlParameter } from '#ports/sql-engine.ts';

const int64 = z.string().regex(/^\d+$/);
const TYPES = { STRING: 'text', INT64: 'integer', FLOAT64: 'number' } as const;

/** The body of `jobs.query`, as far as the stand-in knows it; a field that it does not know is refused, as BigQuery does. */
export const queryRequest = z.strictObject({
  query: z.string().min(1),
  useLegacySql: z.literal(false),
  parameterMode: z.literal('NAMED'),
  queryParameters: z.array(
    z.strictObject({
      name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/),
      parameterType: z.strictObject({ type: z.enum(['STRING', 'INT64', 'FLOAT64']) }),
      parameterValue: z.strictObject({ value: z.string() }),
    }),
  ),
  maxResults: z.number().int().positive(),
  timeoutMs: z.number().int().nonnegative(),
  jobTimeoutMs: int64,
  labels: z.record(z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/), z.string().regex(/^[a-z0-9_-]{0,63}$/)),
  maximumBytesBilled: int64.optional(),
  defaultDataset: z.strictObject({ projectId: z.string(), datasetId: z.string() }).optional(),
  location: z.string().optional(),
  dryRun: z.boolean().optional(),
});

export type QueryRequest = z.output<typeof queryRequest>;

/** The parameters in the order of their numbers; what is wrong with them, in BigQuery's words. */
export function parametersOf({ query, queryParameters }: QueryRequest): readonly SqlParameter[] | string {
  const named = new Set(queryParameters.map(({ name }) => name));
  const missing = [...query.matchAll(/@([A-Za-z_][A-Za-z0-9_]*)/g)].find(
    ([, name]) => !named.has(name ?? ''),
  );
  if (missing !== undefined) return `Query parameter '${missing[1]}' not found`;
  const wrong = queryParameters.find(
    ({ parameterType: { type }, parameterValue: { value } }) =>
      (type === 'INT64' && !/^-?\d+$/.test(value)) || (type === 'FLOAT64' && !Number.isFinite(Number(value))),
  );
  if (wrong !== undefined) return `Invalid value for type ${wrong.parameterType.type}`;
  return queryParameters.map(({ parameterType: { type }, parameterValue: { value } }) => ({
    type: TYPES[type],
    value: TYPES[type] === 'text' ? value : Number(value),
  }));
}
