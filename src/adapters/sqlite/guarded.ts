import { AppError } from '#shared/errors.ts';
import { sqliteError } from './errors.ts';

/** How long work waits for another process that holds the file, in milliseconds, if nothing else is said. */
const PATIENCE = 5_000;
/** Between two tries, in milliseconds: a commit of another process takes less than the first. */
const PAUSES: readonly number[] = [1, 2, 5, 10, 20];
const LAST_PAUSE = 50;

/**
 * Runs a synchronous piece of database work as a promise, with its faults translated. If another process holds the file, it
 * is tried again until `patienceMs` are over; the event loop is free meanwhile, so other work may come in between. The work may run
 * several times, so what it writes must be one statement, or safe to repeat. Throws `store.busy` if the file stays held.
 */
export async function guarded<Value>(work: () => Value, patienceMs = PATIENCE): Promise<Value> {
  let waited = 0;
  for (let tries = 0; ; tries += 1) {
    try {
      return work();
    } catch (thrown) {
      const fault = sqliteError(thrown);
      if (!isHeld(fault) || waited >= patienceMs) throw fault;
    }
    const milliseconds = PAUSES[tries] ?? LAST_PAUSE;
    waited += milliseconds;
    await pause(milliseconds);
  }
}

function isHeld(fault: unknown): boolean {
  return fault instanceof AppError && fault.code === 'store.busy';
}

/** Resolves after so many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
