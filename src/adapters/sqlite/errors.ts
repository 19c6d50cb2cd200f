import { ownFault } from '#shared/errors.ts';
import type { OwnCode } from '#shared/fault-codes.ts';

/** What to say for SQLite's primary result codes (https://sqlite.org/rescode.html). */
const FAULTS: Readonly<Record<number, { readonly code: OwnCode; readonly message: string }>> = {
  5: {
    code: 'store.busy',
    message: 'Another process holds the database file: close it, or wait',
  },
  6: { code: 'store.busy', message: 'Another statement holds the database: try again' },
  8: {
    code: 'store.read-only',
    message: 'The database file cannot be written: check its permissions',
  },
  10: {
    code: 'store.disk',
    message: 'The disk failed to read or write the database file: check it',
  },
  11: {
    code: 'store.corrupt',
    message: 'The database file is damaged: restore it from a backup',
  },
  13: { code: 'store.full', message: 'The disk is full: make room for the database file' },
  14: {
    code: 'store.unopenable',
    message: 'The database file cannot be opened: check its path and permissions',
  },
  26: {
    code: 'store.not-a-database',
    message: 'The file is no SQLite database: name another file, or restore it',
  },
};

/** Turns what `node:sqlite` threw into an `AppError` that says what to do; other faults pass unchanged. */
export function sqliteError(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown)) return thrown;
  if (thrown.code === 'ERR_INVALID_STATE') {
    return ownFault('store.closed', 'The store is closed', { cause: thrown });
  }
  if (!('errcode' in thrown) || typeof thrown.errcode !== 'number') return thrown;
  // The low byte is the primary code; the rest narrows it down.
  const fault = FAULTS[thrown.errcode & 0xff];
  if (fault === undefined) {
    return ownFault('store.failed', `The database refused a statement (SQLite ${thrown.errcode})`, {
      cause: thrown,
    });
  }
  return ownFault(fault.code, fault.message, { cause: thrown });
}
