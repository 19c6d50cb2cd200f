import {
  type FaultCode,
  type FaultKind,
  mayPass,
  OWN_FAULTS,
  type OwnCode,
  type Vendor,
} from './fault-codes.ts';
import { isNetworkFault } from './network-fault.ts';

/** What may be told of a fault beside its code and message. */
export interface FaultOptions {
  /** Earliest useful retry, in milliseconds from now, if the far side said so. */
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
  /** Attempts after which a person hears of it, if fewer than the worker makes otherwise; null or left out: as many as it makes. */
  readonly mostAttempts?: number | null;
  /** If this one is of another kind than its code is otherwise. */
  readonly kind?: FaultKind;
}

interface Identity {
  readonly code: FaultCode;
  readonly kind: FaultKind;
  readonly vendor: Vendor | null;
}

/** A fault: something outside the domain failed. `code` is for machines, `message` for the person who reads the log. */
export class AppError extends Error {
  readonly code: FaultCode;
  readonly kind: FaultKind;
  /** Whose fault it is; null if it is no vendor's. */
  readonly vendor: Vendor | null;
  /** True if the same act may succeed later without a person changing anything; follows from `kind`. */
  readonly retryable: boolean;
  /** Earliest useful retry, in milliseconds from now; null if the far side named none. */
  readonly retryAfterMs: number | null;
  /** Attempts after which a person hears of it; null if the worker's own number holds. */
  readonly mostAttempts: number | null;

  constructor({ code, kind, vendor }: Identity, message: string, options: FaultOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.kind = options.kind ?? kind;
    this.vendor = vendor;
    this.retryable = mayPass(this.kind);
    this.retryAfterMs = options.retryAfterMs ?? null;
    this.mostAttempts = options.mostAttempts ?? null;
  }
}

/** A fault of the bot itself or of its store. */
export function ownFault(code: OwnCode, message: string, options?: FaultOptions): AppError {
  return new AppError({ code, kind: OWN_FAULTS[code], vendor: null }, message, options);
}

/**
 * Anything thrown as an `AppError`. What is none already is a bug, with the original as its cause; only a network fault
 * that no adapter has translated may pass by itself.
 */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return ownFault('unexpected', message, {
    cause: thrown,
    kind: isNetworkFault(thrown) ? 'unavailable' : 'bug',
  });
}

/**
 * What a journal keeps of a fault. It is kept for ever, so it takes only messages of our own: a foreign one may hold
 * personal data.
 */
export function detailOf(fault: AppError): string {
  return fault.code === 'unexpected'
    ? 'An unexpected error occurred; the log has the details.'
    : fault.message;
}

/** What a log line says of a fault: its code and reason, and for a bug the stack that leads to it. */
export function faultFields(fault: AppError): Readonly<Record<string, unknown>> {
  const { code, message: reason } = fault;
  if (fault.kind !== 'bug') return { code, reason };
  const { stack } = fault.cause instanceof Error ? fault.cause : fault;
  return { code, reason, stack };
}
