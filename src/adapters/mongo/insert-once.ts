import { isDuplicate, isUncertain } from './errors.ts';

/** How often one insert is tried when its answer gets lost. */
const TRIES = 3;

export interface Insert {
  /** Inserts one document that carries a token of this call. */
  readonly insert: () => Promise<unknown>;
  /**
   * Writes the token of this call again over the document with its `_id` and its token, and answers how many it found.
   * A write, not a read: with the majority's concern it waits until what it found can no longer be rolled back.
   */
  readonly confirm: () => Promise<{ readonly matchedCount: number }>;
}

/**
 * Inserts a document whose `_id` settles races: true for exactly one caller. An insert that reached the server though
 * its answer was lost is known again by its token and counts as done, whether the driver or this function repeated it.
 * Throws if the outcome stays unknown.
 */
export async function insertOnce(call: Insert): Promise<boolean> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await tryInsert(call);
    } catch (thrown) {
      if (left === 0 || !isUncertain(thrown)) throw thrown;
    }
  }
}

async function tryInsert({ insert, confirm }: Insert): Promise<boolean> {
  try {
    await insert();
    return true;
  } catch (thrown) {
    if (!isDuplicate(thrown)) throw thrown;
    return (await confirm()).matchedCount === 1;
  }
}
