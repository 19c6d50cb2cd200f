import { asSentence } from '#features/as-sentence.ts';
import { type AppError, detailOf, faultFields, toAppError } from '#shared/errors.ts';
import { shortId } from '#shared/ids.ts';
import type { Logger } from '#shared/logger.ts';

/** What a person can do about a fault: ask anew, wait, or ask the admin, who is told what to change. */
function adviceOn(fault: AppError): string {
  if (fault.kind === 'late')
    return `Nothing was lost. ${asSentence(detailOf(fault))} Press or type it again.`;
  if (fault.retryable)
    return 'Nothing was lost; try again in a minute, and tell an admin this id if it stays.';
  const what = `Nothing was lost. ${asSentence(detailOf(fault))}`;
  return fault.kind === 'denied'
    ? `${what} An admin of the bot has to change that; trying again does not help before.`
    : `${what} Tell an admin this id; trying again does not help before it is mended.`;
}

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
    // What came late needs the person alone, and an error line is for an operator.
    const note = fault.kind === 'late' ? log.info : log.error;
    note('a request of a person failed', { act, id, ...faultFields(fault) });
    try {
      await tell(`That did not work (error ${id}). ${adviceOn(fault)}`);
    } catch (failure) {
      log.error('the person could not be told of the failure', { act, id, error: String(failure) });
      throw fault;
    }
  }
}
