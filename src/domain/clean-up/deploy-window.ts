import type { Experiment } from '#domain/experiment.ts';
import { DAY } from '#shared/clock.ts';

/**
 * How long the flag of a shipped change outlives the code that reads it. A merge is no deployment: until the clean code
 * is out, what runs still reads the flag, and without the flag every unit would get the control again.
 */
export const DEPLOY_WINDOW = DAY;

/** When the flag is removed after the code was found clean (milliseconds since the Unix epoch); null if nothing waits for it. */
export function flagRemovalDue({ status, cleanUp }: Experiment): number | null {
  const codeCleanAt = cleanUp?.codeCleanAt ?? null;
  return status === 'cleaning-up' && codeCleanAt !== null ? codeCleanAt + DEPLOY_WINDOW : null;
}
