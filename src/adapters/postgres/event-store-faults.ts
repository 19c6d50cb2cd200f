import { AppError, ownFault } from '#shared/errors.ts';
import type { OwnCode } from '#shared/fault-codes.ts';
import { postgresThrown } from './thrown.ts';

/** By the beginning of the SQLSTATE, the longest first. */
const FAULTS: readonly (readonly [prefix: string, code: OwnCode, message: string])[] = [
  [
    '42501',
    'store.not-allowed',
    'The role of EVENTS_URL may not do that: let it make the schema co_pilot, or grant it its tables',
  ],
  ['25006', 'store.read-only', 'EVENTS_URL names a PostgreSQL that can only be read: name the primary'],
  ['53100', 'store.full', 'The disk of the PostgreSQL that keeps observations is full: make room'],
  [
    '3D000',
    'store.address',
    'The PostgreSQL of EVENTS_URL has no such database: make it, or correct the address',
  ],
  [
    '28',
    'store.credentials',
    'The PostgreSQL of EVENTS_URL refused the user or the password: correct the address',
  ],
  ['40', 'store.busy', 'Two batches of observations were in each other’s way: the same batch may come again'],
  ['53', 'store.unreachable', 'The PostgreSQL that keeps observations lacks connections or memory'],
  ['57', 'store.unreachable', 'The PostgreSQL that keeps observations is starting or stopping'],
  ['08', 'store.unreachable', 'The connection to the PostgreSQL that keeps observations broke'],
];

/** What the driver or the server throws, as a fault of the store that says what to do. */
export function postgresEventsFault(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const { code, isCut, isFile } = postgresThrown(thrown);
  const found = FAULTS.find(([prefix]) => code.startsWith(prefix));
  if (found !== undefined) return ownFault(found[1], found[2], { cause: thrown });
  if (isFile)
    return ownFault('store.address', 'EVENTS_URL names a certificate that cannot be read: correct it', {
      cause: thrown,
    });
  if (isCut)
    return ownFault(
      'store.unreachable',
      'The PostgreSQL that keeps observations does not answer: check the host and port in EVENTS_URL',
      { cause: thrown },
    );
  return ownFault('store.failed', `PostgreSQL refused to keep observations (SQLSTATE ${code || 'unknown'})`, {
    cause: thrown,
  });
}
