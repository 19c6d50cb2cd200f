import { z } from 'zod';
import type { ExposureEvent } from '#domain/exposure.ts';

const variantSchema = z.looseObject({ key: z.string(), rollout_percentage: z.number() });
const propertySchema = z.looseObject({
  key: z.string(),
  type: z.string().optional(),
  operator: z.string().nullish(),
  value: z.unknown(),
});
const groupSchema = z.looseObject({
  properties: z.array(propertySchema).nullish(),
  rollout_percentage: z.number().nullish(),
  variant: z.string().nullish(),
});

export const flagFiltersSchema = z.looseObject({
  groups: z.array(groupSchema),
  multivariate: z.looseObject({ variants: z.array(variantSchema) }).nullish(),
});

export type StoredFilters = z.infer<typeof flagFiltersSchema>;
export type StoredGroup = z.infer<typeof groupSchema>;

/** One line of the activity log. */
export interface StoredActivity {
  readonly at: number;
  /** First and last name. */
  readonly by: readonly [string, string];
  readonly fields: readonly string[];
}

/** A flag as it is kept. */
export interface StoredFlag {
  readonly id: number;
  key: string;
  name: string;
  active: boolean;
  deleted: boolean;
  /** Hidden from the list, and its key is taken. */
  archived: boolean;
  version: number;
  filters: StoredFilters;
  /** Whether a unit keeps its variant when it logs in. */
  continuity: boolean;
  tags: readonly string[];
  /** How the flag stood, in order of time; accrual is computed from this. */
  readonly periods: { readonly at: number; readonly shares: Record<string, number> }[];
  readonly activity: StoredActivity[];
}

/** A captured event. */
export interface StoredEvent {
  readonly event: string;
  readonly distinct_id: string;
  readonly properties: Record<string, unknown>;
  /** When it happened, or came if it does not say; milliseconds since the Unix epoch. */
  readonly at: number;
}

/** What of a flag an approval policy watches. */
export type PolicyAction = 'enable' | 'disable' | 'update';

/** What a project asks of changes of flags, beside what PostHog asks of every one. */
export interface FlagRules {
  /** Policies, one for each action, under which a change waits for approval. */
  readonly approval: readonly PolicyAction[];
  /** A new flag needs an evaluation context, which is set as a tag of its own. */
  readonly contextRequired: boolean;
  /** PostHog has the route that only switches off; versions before September 2026 have none. */
  readonly hasDisable: boolean;
}

/** A change that waits for approval. */
export interface ChangeRequest {
  readonly id: string;
  readonly apply: (now: number) => void;
}

/** Everything that the stand-in remembers. */
export interface PostHogState {
  nextId: number;
  readonly flags: StoredFlag[];
  /** Flags of other teams as PostHog answers them, whatever shape they have. */
  readonly neighbours: { readonly key: string; readonly [field: string]: unknown }[];
  readonly events: StoredEvent[];
  /** The event with which the project's libraries record exposures. */
  exposureEvent: ExposureEvent['event'];
  rules: FlagRules;
  readonly changeRequests: ChangeRequest[];
}

/** A project without flags and events. */
export function emptyState(): PostHogState {
  return {
    nextId: 1,
    flags: [],
    neighbours: [],
    events: [],
    exposureEvent: '$feature_flag_called',
    rules: { approval: [], contextRequired: false, hasDisable: true },
    changeRequests: [],
  };
}
