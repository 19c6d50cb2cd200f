import type { Desk } from '#sandbox/stand-ins/slack/desk.ts';
import { type Fields, isFields } from '#sandbox/stand-ins/slack/fields.ts';
import { jsonOf } from '#sandbox/stand-ins/slack/web-api/arguments.ts';
import { signedHeaders } from './sign.ts';

/** How requests reach the bot. */
export interface Reach {
  readonly desk: Desk;
  /** The bot's address now; it may change when the bot is started anew. */
  readonly botUrl: () => string;
  readonly signingSecret: string;
}

/** What may be wrong, late or doubled about a delivery. */
export interface DeliveryOptions {
  readonly signature?: 'right' | 'wrong' | 'missing';
  /** The delivery comes from another workspace that has the same app, so it is signed with the same secret. */
  readonly fromTeam?: string;
  /** How old the signature is, in seconds. */
  readonly ageSeconds?: number;
  /** Marks the delivery as Slack's own retry of an event. */
  readonly retry?: { readonly num: number; readonly reason: string };
  /** How many times the same request goes out at once. */
  readonly copies?: number;
  /** How long Slack waits for the answer; 3,000 ms if not given. */
  readonly timeoutMs?: number;
}

/** What the bot answered; status 0 if no answer came. */
export interface Delivery {
  readonly status: number;
  readonly body: string;
  readonly json: Fields | null;
  /** Milliseconds until the answer. */
  readonly elapsed: number;
  /** Answers to the second and further copies. */
  readonly others: readonly Delivery[];
  /** Why no answer came. */
  readonly failure: 'timeout' | 'connection_failed' | null;
}

/** A request before it is signed. */
export interface Parcel {
  readonly contentType: string;
  readonly body: string;
}

/** A slash command's parcel: a plain form. */
export function formParcel(fields: Readonly<Record<string, string>>): Parcel {
  return { contentType: formType, body: new URLSearchParams(fields).toString() };
}

/** An interaction's parcel: a form with the payload as JSON. */
export function payloadParcel(payload: Fields): Parcel {
  return formParcel({ payload: JSON.stringify(payload) });
}

/** An event's parcel: JSON. */
export function eventParcel(envelope: Fields): Parcel {
  return { contentType: 'application/json', body: JSON.stringify(envelope) };
}

/** Signs a parcel and brings it to the bot, once or in several copies. */
export async function deliver(
  reach: Reach,
  parcel: Parcel,
  options: DeliveryOptions = {},
): Promise<Delivery> {
  const sent = options.fromTeam === undefined ? parcel : ofTeam(reach.desk, parcel, options.fromTeam);
  const copies = Array.from({ length: options.copies ?? 1 }, () => bring(reach, sent, options));
  const [first, ...others] = await Promise.all(copies);
  if (first === undefined) throw new RangeError('at least one copy must be delivered');
  return { ...first, others };
}

/** The same as another workspace would send it. */
function ofTeam({ state: { team } }: Desk, parcel: Parcel, id: string): Parcel {
  return { ...parcel, body: parcel.body.replaceAll(team.id, id) };
}

const formType = 'application/x-www-form-urlencoded';
const patienceMs = 3_000;

async function bring(reach: Reach, parcel: Parcel, options: DeliveryOptions): Promise<Delivery> {
  const begun = performance.now();
  const elapsed = () => performance.now() - begun;
  try {
    const response = await fetch(reach.botUrl(), {
      method: 'POST',
      headers: headersOf(reach, parcel, options),
      body: parcel.body,
      signal: AbortSignal.timeout(options.timeoutMs ?? patienceMs),
    });
    const body = await response.text();
    const json = jsonOf(body);
    const read = { body, json: isFields(json) ? json : null };
    return { ...read, status: response.status, elapsed: elapsed(), others: [], failure: null };
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    const failure = isLate ? 'timeout' : 'connection_failed';
    return { status: 0, body: '', json: null, elapsed: elapsed(), others: [], failure };
  }
}

function headersOf(reach: Reach, parcel: Parcel, options: DeliveryOptions): Record<string, string> {
  // The bot judges the age of a signature by the real clock, whatever the clock of the workspace says.
  const seconds = Math.floor(Date.now() / 1_000) - (options.ageSeconds ?? 0);
  const secret = options.signature === 'wrong' ? `not-${reach.signingSecret}` : reach.signingSecret;
  const { retry } = options;
  return {
    'Content-Type': parcel.contentType,
    ...(options.signature === 'missing' ? {} : signedHeaders(secret, parcel.body, seconds)),
    ...(retry === undefined
      ? {}
      : { 'X-Slack-Retry-Num': String(retry.num), 'X-Slack-Retry-Reason': retry.reason }),
  };
}
