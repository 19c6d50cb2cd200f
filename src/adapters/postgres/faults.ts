import { type WarehouseFault, warehouseFault } from '#ports/sql-faults.ts';
import { AppError } from '#shared/errors.ts';
import { postgresThrown } from './thrown.ts';

/** What happened, and what to do about it. */
type Verdict = readonly [name: WarehouseFault, message: string];

const SLOW: Verdict = [
  'query-too-slow',
  'PostgreSQL ended the statement because it took too long. Add an index on the time and unit columns, use fewer metrics, or give WAREHOUSE_SECONDS more.',
];

/** By SQLSTATE, the longest prefix first. */
const VERDICTS: readonly (readonly [prefix: string, verdict: Verdict])[] = [
  ['57014', SLOW],
  [
    '42501',
    [
      'forbidden',
      'The role of WAREHOUSE_URL may not read a table of the settings. Run GRANT SELECT on it for that role.',
    ],
  ],
  [
    '42P01',
    ['not-found', 'The warehouse lacks a table that the settings name. Correct `warehouse` in the settings.'],
  ],
  [
    '42703',
    [
      'not-found',
      'The warehouse lacks a column that the settings name. Correct `warehouse` in the settings.',
    ],
  ],
  ['3D000', ['address', 'The server has no such database. Correct WAREHOUSE_URL.']],
  [
    '22P02',
    [
      'refused',
      'A value of the warehouse is not of the type that it is read as, such as JSON that is cut off. Clean the column of properties, or describe another one.',
    ],
  ],
  [
    '28',
    [
      'unauthorised',
      'PostgreSQL refused the user or the password. Correct WAREHOUSE_URL, or its rules in pg_hba.conf.',
    ],
  ],
  ['53300', ['unavailable', 'PostgreSQL has no connection left. Raise its limit, or use a pooler.']],
  ['53', ['unavailable', 'PostgreSQL lacks memory or disk for the statement.']],
  ['57P', ['unavailable', 'PostgreSQL is starting or stopping.']],
  ['08', ['unreachable', 'The connection to PostgreSQL broke.']],
];

/** What the driver or the server throws. */
export function postgresFault(thrown: unknown, seconds: number): AppError {
  if (thrown instanceof AppError) return thrown;
  const { code, isCut } = postgresThrown(thrown);
  const found = VERDICTS.find(([prefix]) => code.startsWith(prefix))?.[1];
  const [name, message] =
    found ??
    (isCut
      ? ([
          'unreachable',
          'PostgreSQL does not answer. Check the host and port in WAREHOUSE_URL, and that the bot may reach it.',
        ] as const)
      : ([
          'refused',
          `PostgreSQL refused the statement of a look (SQLSTATE ${code === '' ? 'unknown' : code}); the log has its own words.`,
        ] as const));
  const told =
    found === SLOW ? message.replace('took too long', `took more than ${seconds} seconds`) : message;
  return warehouseFault(name, told, { cause: thrown });
}
