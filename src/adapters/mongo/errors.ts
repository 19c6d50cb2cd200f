import {
  MongoCompatibilityError,
  MongoError,
  MongoNetworkError,
  MongoParseError,
  MongoServerError,
  MongoServerSelectionError,
  MongoWriteConcernError,
} from 'mongodb';
import { type AppError, ownFault } from '#shared/errors.ts';
import { isNetworkFault } from '#shared/network-fault.ts';
import { FAULTS, type Fault } from './faults.ts';

/** The code for a unique index that is hit: the value is taken. */
const DUPLICATE_KEY = 11_000;
const MAX_TIME_EXPIRED = 50;

/** True if a unique index refused the document. */
export function isDuplicate(thrown: unknown): boolean {
  return thrown instanceof MongoServerError && thrown.code === DUPLICATE_KEY;
}

/** True if the server may or may not have done the write: its answer was lost, or it came before the majority's. */
export function isUncertain(thrown: unknown): boolean {
  if (thrown instanceof MongoNetworkError || thrown instanceof MongoWriteConcernError) return true;
  if (thrown instanceof MongoServerError && thrown.code === MAX_TIME_EXPIRED) return true;
  return thrown instanceof MongoError && thrown.hasErrorLabel('RetryableWriteError');
}

/**
 * Turns what the driver threw into an `AppError` that says what to do; other faults pass unchanged. The resolver's, which tells that
 * an address of `mongodb+srv://` leads nowhere, comes through the driver as it is.
 */
export function mongoError(thrown: unknown): unknown {
  if (!(thrown instanceof MongoError)) {
    if (!isNetworkFault(thrown)) return thrown;
    const { message, code } = UNREACHABLE;
    return ownFault(code, message, { cause: thrown });
  }
  if (thrown instanceof MongoParseError) return addressError();
  const { code, message, ...kind } = faultOf(thrown);
  return ownFault(code, message, { ...kind, cause: thrown });
}

/** For an address that the driver does not take. What the driver says of it may repeat the password, so it is dropped. */
export function addressError(): AppError {
  return ownFault(
    'store.address',
    'The address in MONGODB_URI cannot be used: write it as mongodb://user:password@host:port/database',
  );
}

function faultOf(thrown: MongoError): Fault {
  const known = typeof thrown.code === 'number' ? FAULTS[thrown.code] : undefined;
  if (known !== undefined) return known;
  if (thrown instanceof MongoServerSelectionError) return UNREACHABLE;
  if (thrown instanceof MongoWriteConcernError) return UNCONFIRMED;
  if (thrown instanceof MongoNetworkError) return LOST;
  if (thrown instanceof MongoCompatibilityError) return TOO_OLD;
  const passes = thrown.hasErrorLabel('RetryableWriteError') || thrown.hasErrorLabel('SystemOverloadedError');
  const which = thrown.code === undefined ? thrown.name : `code ${thrown.code}`;
  return {
    code: 'store.failed',
    kind: passes ? 'unavailable' : 'refused',
    message: `The server of MONGODB_URI refused an operation (${which}): look it up among MongoDB’s error codes`,
  };
}

const UNREACHABLE: Fault = {
  code: 'store.unreachable',
  message:
    'MongoDB cannot be reached: check that it runs, that it has a primary, and the address in MONGODB_URI',
};
const UNCONFIRMED: Fault = {
  code: 'store.unconfirmed',
  message:
    'Too few members of the replica set of MONGODB_URI confirmed a write in time: check that a majority is up',
};
const LOST: Fault = {
  code: 'store.connection-lost',
  message: 'The connection to the server of MONGODB_URI broke: it is made again by itself',
};
const TOO_OLD: Fault = {
  code: 'store.server-too-old',
  message:
    'The server of MONGODB_URI does not speak a protocol that the driver knows: use MongoDB 4.4 or newer',
};
