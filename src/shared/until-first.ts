import { type AppError, ownFault } from './errors.ts';

/** Lost races after which it gives up: far more writers than there ever are at a time. */
const TRIES = 20;

/** Tries anew each time that another writer was first. Throws `lost()` after too many lost races: `journal.contended` if it is left out. */
export async function untilFirst<Value>(
  attempt: () => Promise<Value | 'conflict'>,
  lost = journalContended,
): Promise<Value> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const result = await attempt();
    if (result !== 'conflict') return result;
  }
  throw lost();
}

function journalContended(): AppError {
  return ownFault('journal.contended', 'Too many writers at once; try again.');
}
