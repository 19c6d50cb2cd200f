import { AppError, type FaultOptions } from '#shared/errors.ts';
import type { FaultKind } from '#shared/fault-codes.ts';

/** The kind of each of PostHog's faults, by the name after `posthog.`. */
const KINDS = {
  'already-exists': 'refused',
  'change-request': 'refused',
  'context-required': 'refused',
  'flag-archived': 'refused',
  'flag-conflict': 'conflict',
  'flag-missing': 'refused',
  forbidden: 'denied',
  'not-found': 'refused',
  'over-quota': 'denied',
  'policy-conflict': 'refused',
  'query-pending': 'pending',
  'query-too-large': 'excessive',
  'query-too-slow': 'excessive',
  'rate-limited': 'rate-limited',
  refused: 'refused',
  unauthorised: 'denied',
  unavailable: 'unavailable',
  'unexpected-answer': 'invalid-answer',
  unreachable: 'unavailable',
} as const satisfies Readonly<Record<string, FaultKind>>;

export type PostHogFault = keyof typeof KINDS;

declare module '#shared/fault-codes.ts' {
  interface VendorFaults {
    posthog: PostHogFault;
  }
}

/** A fault of PostHog's. */
export function postHogFault(name: PostHogFault, message: string, options?: FaultOptions): AppError {
  return new AppError({ code: `posthog.${name}`, kind: KINDS[name], vendor: 'posthog' }, message, options);
}
