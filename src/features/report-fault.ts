import { faultFields, toAppError } from '#shared/errors.ts';
import { shortId } from '#shared/ids.ts';
import type { Logger } from '#shared/logger.ts';

/**
 * Runs what a person asked for; a fault reaches them as one plain sentence with an id that finds the log line. Throws
 * the fault if it cannot be told: a delivery that is not acknowledged by then fails, and Slack tells the person.
 */
export async function reportFault(
  log: Logger,
  act: string,
  tell: (text: string) => Promise<void>,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const id = shortId(6);
    const fault = toAppError(thrown);
    log.error('a request of a person failed', { act, id, ...faultFields(fault) });
    const text = `That did not work (error ${id}). Nothing was lost; try again in a minute, and tell an admin this id if it stays.`;
    try {
      await tell(text);
    } catch (failure) {
      log.error('the person could not be told of the failure', { act, id, error: String(failure) });
      throw fault;
    }
  }
}
