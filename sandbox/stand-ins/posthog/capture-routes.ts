import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { json, parseJson, problem } from './answers.ts';
import { matchOf, type PersonProperties } from './flag-evaluation.ts';
import type { PostHogState, StoredFlag } from './state.ts';

const eventSchema = z.object({
  event: z.string(),
  distinct_id: z.string(),
  properties: z.record(z.string(), z.unknown()).default({}),
  timestamp: z.iso.datetime({ offset: true }).nullish(),
});
const batchSchema = z.object({ api_key: z.string(), batch: z.array(eventSchema) });
const singleSchema = eventSchema.extend({ api_key: z.string() });
const flagsSchema = z.object({
  token: z.string().optional(),
  api_key: z.string().optional(),
  distinct_id: z.string(),
  flag_keys_to_evaluate: z.array(z.string()).optional(),
  person_properties: z.record(z.string(), z.unknown()).default({}),
});

/** `POST /batch/` and `/i/v0/e/`: keeps the events. */
export function captureEvents(
  state: PostHogState,
  token: string,
  request: WireRequest,
  now: number,
): WireAnswer {
  const body = readBody(request);
  const batch = batchSchema.safeParse(body);
  const single = singleSchema.safeParse(body);
  const key = batch.success ? batch.data.api_key : single.success ? single.data.api_key : null;
  if (key === null) return problem(400, 'invalid_payload', 'Malformed request data.');
  if (key !== token) return problem(401, 'invalid_api_key', 'Project API key invalid.');
  const events = batch.success ? batch.data.batch : single.success ? [single.data] : [];
  for (const { event, distinct_id, properties, timestamp } of events) {
    const at = timestamp === null || timestamp === undefined ? now : Date.parse(timestamp);
    state.events.push({ event, distinct_id, properties, at });
  }
  return json(200, { status: 'Ok' });
}

/** `POST /flags/?v=2`: which variant a unit gets, by PostHog's own hash, so that it is always the same. */
export function evaluateFlags(state: PostHogState, token: string, request: WireRequest): WireAnswer {
  const parsed = flagsSchema.safeParse(readBody(request));
  if (!parsed.success) return problem(400, 'invalid_payload', 'Malformed request data.');
  const { distinct_id, flag_keys_to_evaluate, person_properties: person } = parsed.data;
  if ((parsed.data.token ?? parsed.data.api_key) !== token)
    return problem(401, 'invalid_api_key', 'Project API key invalid.');
  const wanted = state.flags.filter(
    (flag) => !flag.deleted && !flag.archived && (flag_keys_to_evaluate?.includes(flag.key) ?? true),
  );
  const flags = Object.fromEntries(wanted.map((flag) => [flag.key, evaluate(flag, distinct_id, person)]));
  return json(200, { flags, errorsWhileComputingFlags: false, quotaLimited: [], requestId: 'sandbox' });
}

function evaluate(flag: StoredFlag, distinctId: string, person: PersonProperties) {
  const match = flag.active ? matchOf(flag, distinctId, person) : null;
  const reason =
    match === null
      ? { code: flag.active ? 'no_condition_match' : 'flag_disabled', condition_index: null }
      : { code: 'condition_match', condition_index: match.condition };
  const description = match === null ? 'No match' : `Matched condition set ${match.condition + 1}`;
  const metadata = { id: flag.id, version: flag.version, payload: null, description: null };
  const variant = match?.variant ?? null;
  return { key: flag.key, enabled: match !== null, variant, reason: { ...reason, description }, metadata };
}

function readBody(request: WireRequest): unknown {
  const zipped =
    request.headers['content-encoding'] === 'gzip' || request.query.get('compression') === 'gzip-js';
  return parseJson(zipped ? gunzipSync(request.body) : request.body);
}
