import type { z } from 'zod';

/** What the value of a button holds: how a message writes it, and how a press is read. */
export interface ActionValue<Source, Value> {
  readonly write: (source: Source) => Readonly<Record<string, unknown>>;
  /** Reads what earlier versions wrote too: their buttons are still in the threads. */
  readonly schema: z.ZodType<Value>;
}
