import { ClickHouseError } from '@clickhouse/client';
import type { SqlLimits } from '#ports/sql-engine.ts';
import { type WarehouseFault, warehouseFault } from '#ports/sql-faults.ts';
import { AppError } from '#shared/errors.ts';
import { isNetworkFault } from '#shared/network-fault.ts';
import { ownValue } from '#shared/own-value.ts';

/** What happened, and what to do about it. */
type Verdict = readonly [name: WarehouseFault, message: string];

const MISSING: Verdict = [
  'not-found',
  'The warehouse lacks a table, a column or a database that the settings name. Correct `warehouse` in the settings, or WAREHOUSE_URL.',
];
const ACCOUNT: Verdict = [
  'unauthorised',
  'ClickHouse refused the user or the password. Correct WAREHOUSE_URL.',
];
const BUSY: Verdict = ['unavailable', 'ClickHouse works on too much at this moment.'];
const LARGE: Verdict = [
  'query-too-large',
  'The look reads or answers more than it may. Use fewer metrics, dimensions with fewer values, or raise WAREHOUSE_BYTES.',
];

/** By the name of the error. */
const VERDICTS: Readonly<Record<string, Verdict>> = {
  UNKNOWN_TABLE: MISSING,
  UNKNOWN_DATABASE: MISSING,
  UNKNOWN_IDENTIFIER: MISSING,
  NO_SUCH_COLUMN_IN_TABLE: MISSING,
  AUTHENTICATION_FAILED: ACCOUNT,
  REQUIRED_PASSWORD: ACCOUNT,
  WRONG_PASSWORD: ACCOUNT,
  UNKNOWN_USER: ACCOUNT,
  ACCESS_DENIED: [
    'forbidden',
    'The user of WAREHOUSE_URL may not read a table of the settings. Grant it SELECT on that table.',
  ],
  READONLY: [
    'forbidden',
    'The user of WAREHOUSE_URL may change no setting of a statement. Give it the profile setting readonly = 2: it still can only read.',
  ],
  TOO_MANY_BYTES: LARGE,
  TOO_MANY_ROWS: LARGE,
  TOO_MANY_ROWS_OR_BYTES: LARGE,
  MEMORY_LIMIT_EXCEEDED: LARGE,
  TOO_MANY_SIMULTANEOUS_QUERIES: BUSY,
  ALL_CONNECTION_TRIES_FAILED: BUSY,
  QUOTA_EXCEEDED: [
    'over-quota',
    'The quota of the user of WAREHOUSE_URL is used up. Raise it in ClickHouse, or wait until it begins anew.',
  ],
};

/** What the client or the server throws. */
export function clickHouseFault(thrown: unknown, { seconds }: SqlLimits): AppError {
  if (thrown instanceof AppError) return thrown;
  const cause = thrown;
  if (thrown instanceof ClickHouseError) {
    const type = thrown.type ?? '';
    if (type === 'TIMEOUT_EXCEEDED' || type === 'TOO_SLOW')
      return warehouseFault(
        'query-too-slow',
        `ClickHouse ended the statement because it took more than ${seconds} seconds. Use fewer metrics, or give WAREHOUSE_SECONDS more.`,
        { cause },
      );
    const [name, message] = ownValue(VERDICTS, type) ?? [
      'refused',
      `ClickHouse refused the statement of a look (${type === '' ? 'code unknown' : type}); the log has its own words.`,
    ];
    return warehouseFault(name, message, { cause });
  }
  const said = thrown instanceof Error ? thrown.message : '';
  if (isNetworkFault(thrown) || /timeout|socket hang up|aborted/i.test(said))
    return warehouseFault(
      'unreachable',
      'ClickHouse does not answer. Check the host and port in WAREHOUSE_URL, and that the bot may reach it.',
      { cause },
    );
  return warehouseFault(
    'unexpected-answer',
    'What answers at WAREHOUSE_URL does not speak as ClickHouse does. Check its host and port: the HTTP interface is asked, 8123 or 8443.',
    { cause },
  );
}
