import { toAppError } from '#shared/errors.ts';
import type { Logger } from '#shared/logger.ts';

/**
 * Does what only decorates: null if a vendor does not, which the log is told. A fault that is no vendor's is thrown: a lost
 * lease must stop the work, and a bug must be seen.
 */
export async function bestEffort<Value>(log: Logger, work: () => Promise<Value>): Promise<Value | null> {
  try {
    return await work();
  } catch (thrown) {
    const fault = toAppError(thrown);
    if (fault.vendor === null) throw fault;
    log.warn('a message could not be decorated', { code: fault.code, reason: fault.message });
    return null;
  }
}
