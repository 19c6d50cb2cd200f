import { ClickHouseError } from '@clickhouse/client';
import { AppError, ownFault } from '#shared/errors.ts';
import type { OwnCode } from '#shared/fault-codes.ts';
import { isNetworkFault } from '#shared/network-fault.ts';
import { ownValue } from '#shared/own-value.ts';

type Verdict = readonly [code: OwnCode, message: string];

const ACCOUNT: Verdict = [
  'store.credentials',
  'The ClickHouse of EVENTS_URL refused the user or the password: correct the address',
];
const DENIED: Verdict = [
  'store.not-allowed',
  'The user of EVENTS_URL may not do that: let it make the database co_pilot, or grant it its tables',
];
const BUSY: Verdict = [
  'store.busy',
  'The ClickHouse that keeps observations works on too much at this moment',
];

/** By the name of the error. */
const FAULTS: Readonly<Record<string, Verdict>> = {
  AUTHENTICATION_FAILED: ACCOUNT,
  REQUIRED_PASSWORD: ACCOUNT,
  WRONG_PASSWORD: ACCOUNT,
  UNKNOWN_USER: ACCOUNT,
  ACCESS_DENIED: DENIED,
  READONLY: DENIED,
  TABLE_IS_READ_ONLY: [
    'store.read-only',
    'A table of observations in ClickHouse can only be read: look at its replicas',
  ],
  UNKNOWN_DATABASE: [
    'store.address',
    'The ClickHouse of EVENTS_URL has no such database: correct the address',
  ],
  NOT_ENOUGH_SPACE: ['store.full', 'The disk of the ClickHouse that keeps observations is full: make room'],
  TOO_MANY_PARTS: BUSY,
  TOO_MANY_SIMULTANEOUS_QUERIES: BUSY,
  MEMORY_LIMIT_EXCEEDED: BUSY,
};

/** What the client or the server throws, as a fault of the store that says what to do. */
export function clickHouseEventsFault(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof ClickHouseError) {
    const [code, message] = ownValue(FAULTS, thrown.type ?? '') ?? [
      'store.failed',
      `ClickHouse refused to keep observations (${thrown.type ?? thrown.code})`,
    ];
    return ownFault(code, message, { cause: thrown });
  }
  const said = thrown instanceof Error ? thrown.message : '';
  if (isNetworkFault(thrown) || /timeout|socket hang up/i.test(said))
    return ownFault(
      'store.unreachable',
      'The ClickHouse that keeps observations does not answer: check the host and port in EVENTS_URL',
      { cause: thrown },
    );
  return ownFault('store.failed', 'ClickHouse did not keep observations; the log has its own words', {
    cause: thrown,
  });
}
