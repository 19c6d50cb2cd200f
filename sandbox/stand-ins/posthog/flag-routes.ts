import { z } from 'zod';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { periodFrom } from './accrual.ts';
import { json, parseJson, problem } from './answers.ts';
import { flagFiltersSchema, type PostHogState, type StoredFlag } from './state.ts';

type Filters = z.infer<typeof flagFiltersSchema>;

const createSchema = z.object({
  key: z.string(),
  name: z.string().default(''),
  active: z.boolean().default(true),
  filters: flagFiltersSchema,
});

const patchSchema = z.object({
  active: z.boolean().optional(),
  deleted: z.boolean().optional(),
  filters: flagFiltersSchema.optional(),
  version: z.number().optional(),
  original_flag: z.record(z.string(), z.unknown()).optional(),
});

export interface FlagContext {
  readonly state: PostHogState;
  readonly now: number;
  /** Address of the flag collection, for the `next` link. */
  readonly collection: string;
  /** Changes need an approval in PostHog. */
  readonly approval: boolean;
}

/** `GET` and `POST /feature_flags/`. */
export function flagCollection(context: FlagContext, request: WireRequest): WireAnswer {
  if (request.method === 'GET') return listFlags(context, request.query);
  const parsed = createSchema.safeParse(parseJson(request.body));
  if (!parsed.success) return problem(400, 'invalid_input', 'Invalid flag.');
  const { key, name, active, filters } = parsed.data;
  if (!/^[a-zA-Z0-9_-]+$/.test(key)) return problem(400, 'invalid_key', 'Invalid key.', { attr: 'key' });
  if (context.state.flags.some((flag) => flag.key === key && !flag.deleted)) {
    return problem(400, 'unique', 'There is already a feature flag with this key.', { attr: 'key' });
  }
  const refusal = refuseFilters(filters);
  if (refusal !== null) return refusal;
  const id = context.state.nextId;
  const flag = { id, key, name, active, deleted: false, version: 1, filters, periods: [] };
  context.state.nextId += 1;
  context.state.flags.push(flag);
  notePeriod(flag, context.now);
  return json(201, present(flag));
}

/** `GET`, `PATCH` and `DELETE /feature_flags/{id}/`. */
export function flagItem(context: FlagContext, request: WireRequest, id: number): WireAnswer {
  const flag = context.state.flags.find((one) => one.id === id && !one.deleted);
  if (flag === undefined) return problem(404, 'not_found', 'Not found.');
  if (request.method === 'GET') return json(200, present(flag));
  if (request.method !== 'PATCH')
    return problem(405, 'method_not_allowed', 'Hard delete of this model is not allowed.');
  const parsed = patchSchema.safeParse(parseJson(request.body));
  if (!parsed.success) return problem(400, 'invalid_input', 'Invalid flag.');
  const change = parsed.data;
  const refusal = change.filters === undefined ? null : refuseFilters(change.filters);
  if (refusal !== null) return refusal;
  if (context.approval) {
    return problem(409, 'approval_required', 'This change needs approval.', {
      change_request_id: `cr-${id}`,
    });
  }
  if (conflicts(flag, change))
    return problem(409, 'conflict', 'The feature flag was updated since you started editing it.');
  flag.active = change.active ?? flag.active;
  flag.deleted = change.deleted ?? flag.deleted;
  flag.filters = change.filters ?? flag.filters;
  flag.version += 1;
  notePeriod(flag, context.now);
  return json(200, present(flag));
}

/** A change that a person makes in PostHog itself. */
export function editFlag(
  state: PostHogState,
  key: string,
  change: { readonly active?: boolean; readonly filters?: unknown },
  now: number,
): void {
  const flag = state.flags.find((one) => one.key === key && !one.deleted);
  if (flag === undefined) throw new TypeError(`the sandbox has no flag ${key}`);
  flag.active = change.active ?? flag.active;
  if (change.filters !== undefined) flag.filters = flagFiltersSchema.parse(change.filters);
  flag.version += 1;
  notePeriod(flag, now);
}

function listFlags(context: FlagContext, query: URLSearchParams): WireAnswer {
  const search = (query.get('search') ?? '').toLowerCase();
  const offset = Number(query.get('offset') ?? 0);
  const limit = Number(query.get('limit') ?? 100);
  const all = context.state.flags.filter((flag) => {
    return !flag.deleted && `${flag.key}\n${flag.name}`.toLowerCase().includes(search);
  });
  const results = all.slice(offset, offset + limit).map(present);
  const more = offset + limit < all.length;
  const following = new URLSearchParams({ search, limit: String(limit), offset: String(offset + limit) });
  return json(200, {
    count: all.length,
    next: more ? `${context.collection}?${following.toString()}` : null,
    results,
  });
}

function refuseFilters(filters: Filters): WireAnswer | null {
  const variants = filters.multivariate?.variants ?? [];
  const sum = variants.reduce((total, variant) => total + variant.rollout_percentage, 0);
  if (variants.length > 0 && Math.abs(sum - 100) > 1e-9) {
    const detail = 'Invalid variant definitions: Variant rollout percentages must sum to 100.';
    return problem(400, 'invalid_input', detail, { attr: 'filters' });
  }
  const shares = filters.groups.map((group) => group.rollout_percentage ?? 100);
  return shares.every((share) => share >= 0 && share <= 100)
    ? null
    : problem(400, 'invalid_input', 'Invalid rollout.');
}

/** PostHog refuses a stale write only if another writer changed one of the same fields. */
function conflicts(flag: StoredFlag, change: z.infer<typeof patchSchema>): boolean {
  if (change.version === undefined || change.version === flag.version) return false;
  const original = change.original_flag ?? {};
  return (['active', 'filters'] as const).some((field) => {
    const wanted = change[field];
    if (wanted === undefined || !(field in original)) return false;
    const before = canonicalJson(original[field]);
    return canonicalJson(wanted) !== before && canonicalJson(flag[field]) !== before;
  });
}

function notePeriod(flag: StoredFlag, now: number): void {
  const variants = (flag.filters.multivariate?.variants ?? []).map((variant) => {
    return { key: variant.key, percentage: variant.rollout_percentage };
  });
  const [group] = flag.filters.groups;
  const rollout = group === undefined ? 0 : (group.rollout_percentage ?? 100);
  const period = periodFrom(now, { active: flag.active && !flag.deleted, rollout, variants });
  flag.periods.push({ at: period.at, shares: { ...period.shares } });
}

function present(flag: StoredFlag) {
  const { id, key, name, active, deleted, version, filters } = flag;
  const status = active ? 'ACTIVE' : 'INACTIVE';
  return {
    id,
    key,
    name,
    active,
    deleted,
    version,
    filters,
    status,
    tags: [],
    ensure_experience_continuity: false,
  };
}
