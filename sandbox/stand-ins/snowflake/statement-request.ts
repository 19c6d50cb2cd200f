import { z } from 'zod';
import type { SqlParameter } from '#ports/sql-engine.ts';

const TYPES = { TEXT: 'text', FIXED: 'integer', REAL: 'number' } as const;
const capitals = z.string().regex(/^[A-Z_][A-Z0-9_$]*$/);

/** The body of a statement as the SQL API documents it; a field that it does not name is refused. */
export const statementRequest = z.strictObject({
  statement: z.string().min(1),
  timeout: z.number().int().min(0).max(604_800),
  database: capitals.optional(),
  schema: capitals.optional(),
  warehouse: capitals.optional(),
  role: capitals.optional(),
  bindings: z
    .record(
      z.string().regex(/^[1-9]\d*$/),
      z.strictObject({ type: z.enum(['TEXT', 'FIXED', 'REAL']), value: z.string() }),
    )
    .default({}),
  parameters: z.strictObject({
    timezone: z.literal('UTC'),
    query_tag: z.string().max(2_000),
    rows_per_resultset: z.number().int().positive(),
  }),
});

/** The values in the order of their places; what is wrong with them, in Snowflake's words. */
export function bindingsOf({
  statement,
  bindings,
}: z.output<typeof statementRequest>): readonly SqlParameter[] | string {
  const places = statement.replaceAll(/'(?:[^']|'')*'/g, '').split('?').length - 1;
  const given = Object.keys(bindings).length;
  if (places !== given) return `SQL compilation error: Bind variable ? not set: ${given} of ${places}`;
  return Array.from({ length: places }, (_, index) => {
    const { type, value } = bindings[String(index + 1)] ?? { type: 'TEXT', value: '' };
    return { type: TYPES[type], value: type === 'TEXT' ? value : Number(value) };
  });
}
