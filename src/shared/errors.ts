/** A fault: something outside the domain failed. `code` is for machines, `message` for the person who reads the log. */
export class AppError extends Error {
  readonly code: string;
  /** True when the same act may succeed later without anyone changing anything. */
  readonly retryable: boolean;
  /** Earliest useful retry, in milliseconds from now, where the far side said so. */
  readonly retryAfterMs: number | null;

  constructor(
    code: string,
    message: string,
    options: { retryable: boolean; retryAfterMs?: number | null; cause?: unknown },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** Turns anything thrown into an `AppError`; what is not one already is an unexpected, retryable fault. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError('unexpected', message, { retryable: true, cause: thrown });
}
