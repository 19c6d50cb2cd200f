import { ownFault } from './errors.ts';

/** Lost races after which it gives up: far more writers than one stream of the journal ever has at a time. */
const TRIES = 20;

/** Tries anew each time that another writer was first. Throws `journal.contended` after too many lost races. */
export async function untilFirst<Value>(attempt: () => Promise<Value | 'conflict'>): Promise<Value> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const result = await attempt();
    if (result !== 'conflict') return result;
  }
  throw ownFault('journal.contended', 'Too many writers at once; try again.');
}
