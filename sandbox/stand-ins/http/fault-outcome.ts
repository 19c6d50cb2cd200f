import type { Fault, FaultKind } from './faults.ts';
import type { WireAnswer } from './messages.ts';

/** What comes back over the wire: an answer, a cut connection, or nothing at all. */
export type WireOutcome = WireAnswer | 'cut' | 'silence';

/** The body of an answer with this status, in the words of the vendor. */
export type FaultBody = (status: number) => string;

const RETRY_AFTER = 7;

const STATUS_OF: Partial<Record<Extract<FaultKind, string>, number>> = {
  'http-401': 401,
  'http-403': 403,
  'http-404': 404,
  'http-409': 409,
  'http-422': 422,
  'http-500': 500,
  ratelimited: 429,
};

/** How a fault looks from outside. */
export function faultOutcome({ kind, retryAfter = RETRY_AFTER }: Fault, bodyOf: FaultBody): WireOutcome {
  if (typeof kind === 'object') return kind.answer;
  if (kind === 'timeout') return 'silence';
  if (kind === 'unreachable' || kind === 'done-but-no-answer') return 'cut';
  if (kind === 'empty') return { status: 200, body: '{}' };
  if (kind === 'garbled') return { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>Hello' };
  const status = STATUS_OF[kind] ?? 500;
  const headers = kind === 'ratelimited' ? { 'retry-after': String(retryAfter) } : {};
  return { status, headers, body: bodyOf(status) };
}
