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
  unauthorised: 'denied',
  unavailable: 'unavailable',
  unreachable: 'unavailable',
} as const satisfies Readonly<Record<string, FaultKind>>;

export type ModelFault = keyof typeof KINDS;

declare module '#shared/fault-codes.ts' {
  interface VendorFaults {
    model: ModelFault;
  }
}

/** A fault of the model service. */
export function modelFault(name: ModelFault, message: string, options?: FaultOptions): AppError {
  return new AppError({ code: `model.${name}`, kind: KINDS[name], vendor: 'model' }, message, options);
}
