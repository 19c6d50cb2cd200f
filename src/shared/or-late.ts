import { setTimeout } from 'node:timers/promises';

/** What the work gives; null if it takes longer than so many milliseconds. Work that is late goes on, and what it throws then is left. */
export async function orLate<Value>(work: Promise<Value>, milliseconds: number): Promise<Value | null> {
  const stop = new AbortController();
  const late = setTimeout(milliseconds, null, { signal: stop.signal }).catch(() => null);
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
    work.catch(() => {});
  }
}
