import { z } from 'zod';

/** A string that must be one of the given keys, so that both the schema and the repair name what is allowed. */
export function keyOf(keys: readonly string[]): z.ZodType<string> {
  return keys.length === 0 ? z.string().refine(() => false, 'there is no key to choose from') : z.enum(keys);
}
