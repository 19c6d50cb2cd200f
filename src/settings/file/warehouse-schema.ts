import { z } from 'zod';
import { conditionSchema, filledText } from './metric-schema.ts';

const NAME = { error: 'must be a name of letters a–z, digits and _, not beginning with a digit' };
const name = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, NAME);
const tablePath = z
  .string()
  .max(300)
  .regex(/^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*){0,2}$/, {
    error: 'must be the name of a table, with its schema before a dot if it has one',
  });
const form = z.enum(['timestamp', 'text', 'seconds', 'milliseconds', 'microseconds']);

/** What tables of exposures and of events have alike. */
const common = {
  table: tablePath,
  unit: name,
  time: z.union([name, z.strictObject({ column: name, form })], {
    error: 'must be the name of a column, or {column, form}',
  }),
  partition: name.optional(),
  properties: name.optional(),
  columns: z
    .record(
      filledText(200),
      z.union([name, z.strictObject({ column: name, type: z.enum(['text', 'number']) })], {
        error: 'must be the name of a column, or {column, type}',
      }),
    )
    .optional(),
  filters: z.array(conditionSchema).max(10).optional(),
} as const;

const factTable = z.strictObject({
  ...common,
  event: name.optional(),
  everyRowIs: filledText(200).optional(),
  id: name.optional(),
});

/** The tables of a warehouse with the exposures and the events of metrics. */
export const warehouseSchema = z.strictObject({
  exposures: z.strictObject({
    ...common,
    event: name.optional(),
    experiment: filledText(200),
    variant: filledText(200),
  }),
  facts: z.array(factTable).min(1).max(50),
  unitsAreText: z.boolean().optional(),
});

export type WarehouseEntry = z.output<typeof warehouseSchema>;
