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
  message: 'The replica set of MONGODB_URI is choosing a new primary: try again in a moment',
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
  message: 'The database has other indexes under our names: name a database of the bot’s own in MONGODB_URI',
};
const LACKING: Fault = {
  code: 'store.server-lacks',
  message:
    'The server of MONGODB_URI does not know an operation that the store needs: name MongoDB 4.4 or newer there, or a compatible server',
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
    message: 'The server of MONGODB_URI took too long: check its load and that the indexes are there',
  },
  59: LACKING,
  64: {
    code: 'store.unconfirmed',
    message:
      'Too few members of the replica set of MONGODB_URI confirmed a write in time: check that a majority is up',
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
    message: 'The disk of the server of MONGODB_URI is full: make room on it',
  },
  17280: TOO_LARGE,
};
