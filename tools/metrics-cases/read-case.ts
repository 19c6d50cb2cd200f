import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A field that may be missing, or null as if it were. */
function maybe<T extends z.ZodType>(type: T) {
  return type.nullish().transform((value) => value ?? undefined);
}

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const rule = z.object({ property: z.string(), operator: z.string(), value: maybe(scalar) });
const aggregate = z.enum(['count', 'sum', 'unique']);
const measure = z.object({
  event: z.string(),
  property: z.string().nullable(),
  aggregate: maybe(aggregate),
  where: maybe(z.array(rule)),
});
const metric = measure.extend({
  key: z.string(),
  kind: z.enum(['proportion', 'mean', 'ratio', 'retention', 'quantile']),
  windowDays: z.number(),
  delayDays: maybe(z.number()),
  atLeast: maybe(z.number()),
  denominator: maybe(measure),
  quantile: maybe(z.number()),
  cap: z.union([z.object({ quantile: z.number() }), z.object({ value: z.number() })]).optional(),
  covariateDays: maybe(z.number()),
});
const event = z.object({
  event: z.string(),
  person: z.string(),
  at: z.string(),
  // As it is: a copy would lose a property that is named __proto__.
  properties: z.custom<Readonly<Record<string, unknown>>>(
    (value) => typeof value === 'object' && value !== null,
  ),
  distinctId: maybe(z.string()),
  uuid: maybe(z.string()),
});
const moments = z.record(z.string(), z.number().nullable());
const figures = z.record(z.string(), z.record(z.string(), moments));

/** One case: an event table, a question and the right figures. */
export const metricsCase = z.object({
  id: z.string(),
  note: maybe(z.string()),
  timezone: z.string(),
  flagKey: maybe(z.string()),
  variants: maybe(z.array(z.string())),
  exposure: maybe(z.object({ event: z.enum(['$feature_flag_called', '$experiment_exposure']) })),
  window: maybe(z.object({ from: z.string(), until: z.string() })),
  baseline: maybe(z.object({ surface: z.string(), days: z.number(), until: z.string() })),
  testAccounts: maybe(z.array(rule)),
  dimensions: maybe(z.array(z.string())),
  metrics: z.array(metric),
  events: z.array(event),
  tolerance: maybe(z.object({ mean: z.number().optional(), variance: z.number().optional() })),
  expect: z.object({
    exposures: maybe(z.record(z.string(), z.number())),
    multiple: maybe(z.number()),
    withoutVariant: maybe(z.number()),
    baseline: z.object({ units: z.number(), firstSeen: z.array(z.number()) }).optional(),
    moments: figures.optional(),
    unusable: maybe(z.record(z.string(), z.number())),
    daily: z.array(z.object({ day: z.string() }).catchall(z.number())).optional(),
    segments: z
      .array(
        z.object({
          dimension: z.string(),
          value: z.string().nullable(),
          units: z.record(z.string(), z.number()),
          moments: figures,
        }),
      )
      .optional(),
  }),
});

export type MetricsCase = z.infer<typeof metricsCase>;

/** Every case of a folder, by name of the file. A file that is no case is given as the error it makes. */
export function readMetricsCases(
  folder: string,
): readonly { readonly id: string; readonly read: MetricsCase | Error }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => ({ id: name.replace(/\.json$/, ''), read: readCase(join(folder, name)) }));
}

function readCase(file: string): MetricsCase | Error {
  try {
    return metricsCase.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (fault) {
    return fault instanceof Error ? fault : new Error(String(fault));
  }
}
