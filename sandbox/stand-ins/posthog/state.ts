import { z } from 'zod';

const variantSchema = z.looseObject({ key: z.string(), rollout_percentage: z.number() });

export const flagFiltersSchema = z.looseObject({
  groups: z.array(z.looseObject({ rollout_percentage: z.number().nullish() })),
  multivariate: z.looseObject({ variants: z.array(variantSchema) }).nullish(),
});

const storedFlag = z.object({
  id: z.number(),
  key: z.string(),
  name: z.string(),
  active: z.boolean(),
  deleted: z.boolean(),
  version: z.number(),
  filters: flagFiltersSchema,
  /** How the flag stood, in order of time; accrual is computed from this. */
  periods: z.array(z.object({ at: z.number(), shares: z.record(z.string(), z.number()) })),
});

const storedEvent = z.object({
  event: z.string(),
  distinct_id: z.string(),
  properties: z.record(z.string(), z.unknown()),
});

/** Everything that the stand-in remembers; survives a round trip through JSON. */
export const stateSchema = z.object({
  nextId: z.number(),
  flags: z.array(storedFlag),
  events: z.array(storedEvent),
});

export type StoredFlag = z.infer<typeof storedFlag>;
export type StoredEvent = z.infer<typeof storedEvent>;
export type PostHogState = z.infer<typeof stateSchema>;

/** A project without flags and events. */
export function emptyState(): PostHogState {
  return { nextId: 1, flags: [], events: [] };
}
