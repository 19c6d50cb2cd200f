import { AppError } from '#shared/errors.ts';

/** What to say for SQLite's primary result codes (https://sqlite.org/rescode.html); `retryable` as in `AppError`. */
const FAULTS: Readonly<Record<number, { code: string; retryable: boolean; message: string }>> = {
  5: {
    code: 'store.busy',
    retryable: true,
    message: 'Another process holds the database file: close it, or wait',
  },
  6: { code: 'store.busy', retryable: true, message: 'Another statement holds the database: try again' },
  8: {
    code: 'store.read-only',
    retryable: false,
    message: 'The database file cannot be written: check its permissions',
  },
  10: {
    code: 'store.disk',
    retryable: true,
    message: 'The disk failed to read or write the database file: check it',
  },
  11: {
    code: 'store.corrupt',
    retryable: false,
    message: 'The database file is damaged: restore it from a backup',
  },
  13: { code: 'store.full', retryable: true, message: 'The disk is full: make room for the database file' },
  14: {
    code: 'store.unopenable',
    retryable: false,
    message: 'The database file cannot be opened: check its path and permissions',
  },
  26: {
    code: 'store.not-a-database',
    retryable: false,
    message: 'The file is no SQLite database: name another file, or restore it',
  },
};

/** Turns what `node:sqlite` threw into an `AppError` that says what to do; other faults pass unchanged. */
export function storeError(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown)) return thrown;
  if (thrown.code === 'ERR_INVALID_STATE') {
    return new AppError('store.closed', 'The store is closed', { retryable: false, cause: thrown });
  }
  if (!('errcode' in thrown) || typeof thrown.errcode !== 'number') return thrown;
  // The low byte is the primary code; the rest narrows it down.
  const fault = FAULTS[thrown.errcode & 0xff];
  if (fault === undefined) {
    return new AppError('store.failed', `The database refused a statement (SQLite ${thrown.errcode})`, {
      retryable: false,
      cause: thrown,
    });
  }
  return new AppError(fault.code, fault.message, { retryable: fault.retryable, cause: thrown });
}

/** Runs a synchronous piece of database work as a promise, with its faults translated. */
export async function guarded<Value>(work: () => Value): Promise<Value> {
  try {
    return work();
  } catch (thrown) {
    throw storeError(thrown);
  }
}
