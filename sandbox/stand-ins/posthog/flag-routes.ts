import { z } from 'zod';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { periodFrom } from './accrual.ts';
import { json, parseJson, problem } from './answers.ts';
import { openShares } from './flag-evaluation.ts';
import { conflicts, type FlagChange, policiesOn, refuseFilters } from './flag-rules.ts';
import { flagFiltersSchema, type PostHogState, type StoredFlag } from './state.ts';

const createSchema = z.object({
  key: z.string(),
  name: z.string().default(''),
  active: z.boolean().default(true),
  filters: flagFiltersSchema,
  ensure_experience_continuity: z.boolean().nullish(),
  tags: z.array(z.string()).default([]),
});

const patchSchema = z.object({
  active: z.boolean().optional(),
  deleted: z.boolean().optional(),
  filters: flagFiltersSchema.optional(),
  version: z.number().optional(),
  original_flag: z.record(z.string(), z.unknown()).optional(),
});

/** Owner of the personal key, by whom the log says that the bot's changes are. */
const KEY_OWNER = ['Key', 'Owner'] as const;
const NOT_FOUND = problem(404, 'not_found', 'Not found.');

export interface FlagContext {
  readonly state: PostHogState;
  readonly now: number;
  /** Address of the flag collection, for the `next` link. */
  readonly collection: string;
}

/** `GET` and `POST /feature_flags/`. */
export function flagCollection(context: FlagContext, request: WireRequest): WireAnswer {
  if (request.method === 'GET') return listFlags(context, request.query);
  const { state } = context;
  const parsed = createSchema.safeParse(parseJson(request.body));
  if (!parsed.success)
    return problem(400, 'invalid_input', 'Feature flag filters must have groups.', { attr: 'filters' });
  const { key, filters, tags, ensure_experience_continuity: continuity, ...rest } = parsed.data;
  if (!/^[a-zA-Z0-9_-]+$/.test(key)) return problem(400, 'invalid_key', 'Invalid key.', { attr: 'key' });
  const isTaken = state.flags.some((flag) => flag.key === key && !flag.deleted);
  if (isTaken || state.neighbours.some((flag) => flag.key === key)) {
    return problem(400, 'unique', 'There is already a feature flag with this key.', { attr: 'key' });
  }
  if (state.rules.contextRequired && tags.length === 0) {
    const detail = 'At least one evaluation context is required to create a new feature flag.';
    return problem(400, 'invalid_input', detail, { attr: 'evaluation_contexts' });
  }
  const refusal = refuseFilters(filters);
  if (refusal !== null) return refusal;
  const flag: StoredFlag = {
    ...{ ...rest, id: state.nextId, key, filters, tags, deleted: false, archived: false, version: 1 },
    ...{ continuity: continuity === true, periods: [], activity: [] },
  };
  state.nextId += 1;
  state.flags.push(flag);
  note(flag, context.now, KEY_OWNER, ['created']);
  return json(201, present(flag));
}

/** `GET`, `PATCH` and `DELETE /feature_flags/{id}/`. */
export function flagItem(context: FlagContext, request: WireRequest, id: number): WireAnswer {
  const flag = context.state.flags.find((one) => one.id === id);
  if (flag === undefined) return NOT_FOUND;
  if (request.method === 'GET') return json(200, present(flag));
  if (request.method !== 'PATCH')
    return problem(405, 'method_not_allowed', 'Hard delete of this model is not allowed.');
  const parsed = patchSchema.safeParse(parseJson(request.body));
  if (flag.deleted || !parsed.success)
    return flag.deleted ? NOT_FOUND : problem(400, 'invalid_input', 'Invalid flag.');
  const { version, original_flag: original, ...change } = parsed.data;
  const refusal = change.filters === undefined ? null : refuseFilters(change.filters);
  if (refusal !== null) return refusal;
  const base = { version, ...(original === undefined ? {} : { original }) };
  if (conflicts(flag, change, base))
    return problem(409, 'conflict', 'The feature flag was updated since you started editing it.');
  return changeFlag(context, flag, change);
}

/** `POST /feature_flags/{id}/disable/`: switches off and changes nothing else. */
export function disableFlag(context: FlagContext, request: WireRequest, id: number): WireAnswer {
  const flag = context.state.flags.find((one) => one.id === id && !one.deleted);
  if (!context.state.rules.hasDisable || flag === undefined) return NOT_FOUND;
  if (request.method !== 'POST') return problem(405, 'method_not_allowed', 'Method not allowed.');
  return flag.active ? changeFlag(context, flag, { active: false }) : json(200, present(flag));
}

/** `GET /feature_flags/{id}/activity/`: the newest change first. */
export function flagActivity({ state }: FlagContext, id: number): WireAnswer {
  const flag = state.flags.find((one) => one.id === id);
  if (flag === undefined) return NOT_FOUND;
  const results = flag.activity.toReversed().map(({ at, by: [first_name, last_name], fields }) => ({
    user: { first_name, last_name, email: `${first_name.toLowerCase()}@example.com` },
    activity: fields[0] === 'created' ? 'created' : 'updated',
    scope: 'FeatureFlag',
    item_id: String(id),
    created_at: new Date(at).toISOString(),
    detail: { name: flag.key, changes: fields.map((field) => ({ type: 'FeatureFlag', field })) },
  }));
  return json(200, { results, next: null, previous: null, total_count: results.length });
}

/** What a person changes in PostHog itself. */
export interface FlagEdit {
  readonly active?: boolean;
  readonly filters?: unknown;
  readonly deleted?: boolean;
  readonly archived?: boolean;
  readonly name?: string;
}

/** A change that a person makes in PostHog itself, past every policy and every check of today. */
export function editFlag(
  state: PostHogState,
  key: string,
  { filters, ...change }: FlagEdit,
  now: number,
): void {
  const flag = state.flags.find((one) => one.key === key && !one.deleted);
  if (flag === undefined) throw new TypeError(`the sandbox has no flag ${key}`);
  Object.assign(flag, change, filters === undefined ? {} : { filters: flagFiltersSchema.parse(filters) });
  flag.version += 1;
  const fields = [...Object.keys(change), ...(filters === undefined ? [] : ['filters'])];
  note(flag, now, ['Ann', 'Smith'], fields);
}

/** Changes a flag, or keeps the change for approval. A change that two policies watch is refused. */
function changeFlag({ state, now }: FlagContext, flag: StoredFlag, change: FlagChange): WireAnswer {
  if (flag.archived && change.active === true) {
    return problem(400, 'invalid_input', 'Cannot enable an archived feature flag. Unarchive it first.');
  }
  const policies = policiesOn(state.rules, flag, change);
  const apply = (at: number) => {
    flag.active = change.active ?? flag.active;
    flag.deleted = change.deleted ?? flag.deleted;
    flag.filters = change.filters ?? flag.filters;
    flag.version += 1;
    note(flag, at, KEY_OWNER, Object.keys(change));
  };
  if (policies.length > 1) {
    const detail = 'This change matches more than one approval policy. Make one change at a time.';
    return problem(400, 'policy_conflict', detail);
  }
  if (policies.length === 1) {
    const id = `cr-${state.changeRequests.length + 1}`;
    state.changeRequests.push({ id, apply });
    return problem(409, 'approval_required', 'This change needs approval.', { change_request_id: id });
  }
  apply(now);
  return json(200, present(flag));
}

function listFlags({ state, collection }: FlagContext, query: URLSearchParams): WireAnswer {
  const search = (query.get('search') ?? '').toLowerCase();
  const key = query.get('key');
  const offset = Number(query.get('offset') ?? 0);
  const limit = Number(query.get('limit') ?? 100);
  const own = state.flags.filter((flag) => !flag.deleted && !flag.archived).map(present);
  const all = [...state.neighbours, ...own].filter((flag) => {
    return (
      (key === null || flag.key === key) && `${flag.key}\n${flag['name']}`.toLowerCase().includes(search)
    );
  });
  const results = all.slice(offset, offset + limit);
  const more = offset + limit < all.length;
  const following = new URLSearchParams(query);
  following.set('offset', String(offset + limit));
  return json(200, {
    count: all.length,
    next: more ? `${collection}?${following.toString()}` : null,
    results,
  });
}

function note(flag: StoredFlag, at: number, by: readonly [string, string], fields: readonly string[]): void {
  flag.activity.push({ at, by, fields });
  const { rollout, variants } = openShares(flag.filters);
  const split = Object.entries(variants).map(([key, share]) => {
    return { key, percentage: rollout === 0 ? 0 : (100 * share) / rollout };
  });
  const active = flag.active && !flag.deleted && !flag.archived;
  const period = periodFrom(at, { active, rollout: rollout * 100, variants: split });
  flag.periods.push({ at: period.at, shares: { ...period.shares } });
}

function present(flag: StoredFlag): { readonly key: string; readonly [field: string]: unknown } {
  const { id, key, name, active, deleted, archived, version, filters, tags, continuity } = flag;
  const status = active ? 'ACTIVE' : 'INACTIVE';
  const ensure_experience_continuity = continuity;
  return {
    ...{ id, key, name, active, deleted, archived, version, filters, status, tags },
    ensure_experience_continuity,
  };
}
