import { AppError, type FaultOptions } from '#shared/errors.ts';
import type { FaultKind } from '#shared/fault-codes.ts';

/** The kind of each fault of a model service, by the name after `model.`. */
const KINDS = {
  forbidden: 'denied',
  garbled: 'invalid-answer',
  missing: 'refused',
  quota: 'denied',
  'rate-limited': 'rate-limited',
  'request-refused': 'refused',
  timeout: 'unavailable',
  'too-long': 'refused',
  unauthorised: 'denied',
  unavailable: 'unavailable',
  unpriced: 'refused',
  unreachable: 'unavailable',
} as const satisfies Readonly<Record<string, FaultKind>>;

export type ModelFault = keyof typeof KINDS;

declare module '#shared/fault-codes.ts' {
  interface VendorFaults {
    model: ModelFault;
  }
}

/** A question costs money and minutes: after three attempts in all a person hears of it. */
const MOST_ATTEMPTS = 3;

/** A fault of the model service. A limit of its rate is waited for; other faults end after three attempts. */
export function modelFault(name: ModelFault, message: string, options: FaultOptions = {}): AppError {
  const mostAttempts = name === 'rate-limited' ? null : MOST_ATTEMPTS;
  const identity = { code: `model.${name}`, kind: KINDS[name], vendor: 'model' } as const;
  return new AppError(identity, message, { mostAttempts, ...options });
}
