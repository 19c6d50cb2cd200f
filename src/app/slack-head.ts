import type { IncomingHttpHeaders } from 'node:http';

/** Seconds that Slack's time and ours may differ by, in either direction. */
const SKEW = 300;
const SIGNATURE = /^v0=[0-9a-f]{64}$/;
const TYPES: ReadonlySet<string> = new Set(['application/json', 'application/x-www-form-urlencoded']);

/**
 * The status to refuse a request to Slack's endpoint with for its head alone: 401 without a signature or with a time that is
 * more than five minutes from `now` (milliseconds), 415 for a type that Slack does not send; null if its body is worth reading.
 * A time from the future counts like an old one: a signature that was seen once would hold until then.
 */
export function slackHeadProblem(headers: IncomingHttpHeaders, now: number): 401 | 415 | null {
  const { 'x-slack-signature': signature, 'x-slack-request-timestamp': time } = headers;
  if (typeof signature !== 'string' || !SIGNATURE.test(signature)) return 401;
  if (typeof time !== 'string' || !/^\d{1,12}$/.test(time)) return 401;
  if (Math.abs(now / 1_000 - Number(time)) > SKEW) return 401;
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  return TYPES.has(type.trim().toLowerCase()) ? null : 415;
}
