import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { json, parseJson, problem } from './answers.ts';
import type { PostHogState, StoredFlag } from './state.ts';

const eventSchema = z.object({
  event: z.string(),
  distinct_id: z.string(),
  properties: z.record(z.string(), z.unknown()).default({}),
});
const batchSchema = z.object({ api_key: z.string(), batch: z.array(eventSchema) });
const singleSchema = eventSchema.extend({ api_key: z.string() });
const flagsSchema = z.object({
  token: z.string().optional(),
  api_key: z.string().optional(),
  distinct_id: z.string(),
  flag_keys_to_evaluate: z.array(z.string()).optional(),
});

/** `POST /batch/` and `/i/v0/e/`: keeps the events. */
export function captureEvents(state: PostHogState, token: string, request: WireRequest): WireAnswer {
  const body = readBody(request);
  const batch = batchSchema.safeParse(body);
  const single = singleSchema.safeParse(body);
  const key = batch.success ? batch.data.api_key : single.success ? single.data.api_key : null;
  if (key === null) return problem(400, 'invalid_payload', 'Malformed request data.');
  if (key !== token) return problem(401, 'invalid_api_key', 'Project API key invalid.');
  const events = batch.success ? batch.data.batch : single.success ? [single.data] : [];
  for (const { event, distinct_id, properties } of events)
    state.events.push({ event, distinct_id, properties });
  return json(200, { status: 'Ok' });
}

/** `POST /flags/?v=2`: which variant a unit gets, by PostHog's own hash, so that it is always the same. */
export function evaluateFlags(state: PostHogState, token: string, request: WireRequest): WireAnswer {
  const parsed = flagsSchema.safeParse(readBody(request));
  if (!parsed.success) return problem(400, 'invalid_payload', 'Malformed request data.');
  const { distinct_id, flag_keys_to_evaluate } = parsed.data;
  if ((parsed.data.token ?? parsed.data.api_key) !== token)
    return problem(401, 'invalid_api_key', 'Project API key invalid.');
  const wanted = state.flags.filter(
    (flag) => !flag.deleted && (flag_keys_to_evaluate?.includes(flag.key) ?? true),
  );
  const flags = Object.fromEntries(wanted.map((flag) => [flag.key, evaluate(flag, distinct_id)]));
  return json(200, { flags, errorsWhileComputingFlags: false, quotaLimited: [], requestId: 'sandbox' });
}

function evaluate(flag: StoredFlag, distinctId: string) {
  const [group] = flag.filters.groups;
  const rollout = group === undefined ? 0 : (group.rollout_percentage ?? 100) / 100;
  const inside = flag.active && hash(flag.key, distinctId, '') < rollout;
  const variant = inside ? variantOf(flag, distinctId) : null;
  const reason = inside
    ? { code: 'condition_match', condition_index: 0, description: 'Matched condition set 1' }
    : {
        code: flag.active ? 'out_of_rollout_bound' : 'flag_disabled',
        condition_index: null,
        description: 'No match',
      };
  const metadata = { id: flag.id, version: flag.version, payload: null, description: null };
  return { key: flag.key, enabled: inside, variant, reason, metadata };
}

function variantOf(flag: StoredFlag, distinctId: string): string | null {
  const position = hash(flag.key, distinctId, 'variant');
  let upTo = 0;
  for (const variant of flag.filters.multivariate?.variants ?? []) {
    upTo += variant.rollout_percentage / 100;
    if (position < upTo) return variant.key;
  }
  return null;
}

/** 0 to 1, from the first 60 bits of SHA-1, as PostHog does it. */
function hash(key: string, distinctId: string, salt: string): number {
  const digest = createHash('sha1').update(`${key}.${distinctId}${salt}`).digest('hex');
  return Number.parseInt(digest.slice(0, 15), 16) / (2 ** 60 - 1);
}

function readBody(request: WireRequest): unknown {
  const zipped =
    request.headers['content-encoding'] === 'gzip' || request.query.get('compression') === 'gzip-js';
  return parseJson(zipped ? gunzipSync(request.body) : request.body);
}
