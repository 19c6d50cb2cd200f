/**
 * An expected outcome as a value: callers branch on `kind`, never on a message.
 * Faults (bugs, unreachable vendors) are thrown as `AppError` instead.
 */
export type Result<Value, Problem> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** Wraps a value as a successful result. */
export function ok<Value>(value: Value): Result<Value, never> {
  return { kind: 'ok', value };
}

/** Wraps a problem as an expected refusal. */
export function refused<Problem>(problem: Problem): Result<never, Problem> {
  return { kind: 'refused', problem };
}
