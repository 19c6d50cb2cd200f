import { ownFault } from '#shared/errors.ts';

/**
 * A value that must be there, because a guard of the lifecycle table lets no command through without it.
 * Throws `domain.unguarded` if it is missing: then the table lacks that guard.
 */
export function assured<Value>(value: Value | null | undefined, what: string): Value {
  if (value != null) return value;
  throw ownFault('domain.unguarded', `The lifecycle let a command through without ${what}`);
}
