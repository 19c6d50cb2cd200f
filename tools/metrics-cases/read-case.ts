import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const rule = z.object({ property: z.string(), operator: z.string(), value: scalar.optional() });
const aggregate = z.enum(['count', 'sum', 'unique']);
const measure = z.object({
  event: z.string(),
  property: z.string().nullable(),
  aggregate,
  where: z.array(rule).optional(),
});
const metric = measure.extend({
  key: z.string(),
  kind: z.enum(['proportion', 'mean', 'ratio', 'retention']),
  windowDays: z.number(),
  delayDays: z.number().optional(),
  atLeast: z.number().optional(),
  denominator: measure.optional(),
  cap: z.union([z.object({ quantile: z.number() }), z.object({ value: z.number() })]).optional(),
  covariateDays: z.number().optional(),
});
const event = z.object({
  event: z.string(),
  person: z.string(),
  at: z.string(),
  properties: z.record(z.string(), z.unknown()),
  distinctId: z.string().optional(),
  uuid: z.string().optional(),
});
const moments = z.record(z.string(), z.number().nullable());
const figures = z.record(z.string(), z.record(z.string(), moments));

/** One case: an event table, a question and the right figures. */
export const metricsCase = z.object({
  id: z.string(),
  note: z.string().optional(),
  timezone: z.string(),
  flagKey: z.string().optional(),
  variants: z.array(z.string()).optional(),
  exposure: z.object({ event: z.enum(['$feature_flag_called', '$experiment_exposure']) }).optional(),
  window: z.object({ from: z.string(), until: z.string() }).optional(),
  baseline: z.object({ surface: z.string(), days: z.number(), until: z.string() }).optional(),
  testAccounts: z.array(rule).optional(),
  dimensions: z.array(z.string()).optional(),
  metrics: z.array(metric),
  events: z.array(event),
  tolerance: z.object({ mean: z.number().optional(), variance: z.number().optional() }).optional(),
  expect: z.object({
    exposures: z.record(z.string(), z.number()).optional(),
    multiple: z.number().optional(),
    withoutVariant: z.number().optional(),
    baseline: z.object({ units: z.number(), firstSeen: z.array(z.number()) }).optional(),
    moments: figures.optional(),
    unusable: z.record(z.string(), z.number()).optional(),
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
