import type { FaultKind, OwnCode } from '#shared/fault-codes.ts';

/** What to say for a fault. */
export interface Fault {
  readonly code: OwnCode;
  /** If it is of another kind than its code is otherwise. */
  readonly kind?: FaultKind;
  readonly message: string;
}

const NO_PRIMARY: Fault = {
  code: 'store.no-primary',
  message: 'The replica set is choosing a new primary: try again in a moment',
};
const CREDENTIALS: Fault = {
  code: 'store.credentials',
  message: 'MongoDB refused the user or the password: check MONGODB_URI and its authSource',
};
const TOO_LARGE: Fault = {
  code: 'store.too-large',
  message: 'The entry is larger than the 16 MB that MongoDB takes',
};
const FOREIGN: Fault = {
  code: 'store.foreign',
  message: 'The database has other indexes under our names: give the bot a database of its own',
};
const LACKING: Fault = {
  code: 'store.server-lacks',
  message:
    'The server does not know an operation that the store needs: use MongoDB, or one that is compatible',
};

/** By the server's codes: https://github.com/mongodb/mongo/blob/master/src/mongo/base/error_codes.yml */
export const FAULTS: Readonly<Record<number, Fault>> = {
  13: {
    code: 'store.not-allowed',
    message: 'The user of MONGODB_URI may not do this: give it the role readWrite on the database of the bot',
  },
  18: CREDENTIALS,
  50: {
    code: 'store.slow',
    message: 'MongoDB took too long: check its load and that the indexes are there',
  },
  59: LACKING,
  64: {
    code: 'store.unconfirmed',
    message:
      'Too few members of the replica set confirmed a write in time: check that a majority of them is up',
  },
  85: FOREIGN,
  86: FOREIGN,
  91: NO_PRIMARY,
  112: { code: 'store.busy', message: 'Another writer was at the same entry: try again' },
  115: LACKING,
  189: NO_PRIMARY,
  238: LACKING,
  8000: CREDENTIALS,
  10107: NO_PRIMARY,
  10334: TOO_LARGE,
  11600: NO_PRIMARY,
  11602: NO_PRIMARY,
  13435: NO_PRIMARY,
  13436: NO_PRIMARY,
  14031: {
    code: 'store.full',
    message: 'The disk of MongoDB is full: make room for it',
  },
  17280: TOO_LARGE,
};
