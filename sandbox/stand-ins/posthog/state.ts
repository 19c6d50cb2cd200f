import { z } from 'zod';

const variantSchema = z.looseObject({ key: z.string(), rollout_percentage: z.number() });

export const flagFiltersSchema = z.looseObject({
  groups: z.array(z.looseObject({ rollout_percentage: z.number().nullish() })),
  multivariate: z.looseObject({ variants: z.array(variantSchema) }).nullish(),
});

/** A flag as it is kept. */
export interface StoredFlag {
  readonly id: number;
  key: string;
  name: string;
  active: boolean;
  deleted: boolean;
  version: number;
  filters: z.infer<typeof flagFiltersSchema>;
  /** How the flag stood, in order of time; accrual is computed from this. */
  readonly periods: { readonly at: number; readonly shares: Record<string, number> }[];
}

/** A captured event. */
export interface StoredEvent {
  readonly event: string;
  readonly distinct_id: string;
  readonly properties: Record<string, unknown>;
}

/** Everything that the stand-in remembers. */
export interface PostHogState {
  nextId: number;
  readonly flags: StoredFlag[];
  readonly events: StoredEvent[];
}

/** A project without flags and events. */
export function emptyState(): PostHogState {
  return { nextId: 1, flags: [], events: [] };
}
