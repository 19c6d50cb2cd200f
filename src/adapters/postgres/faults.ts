import { type WarehouseFault, warehouseFault } from '#ports/sql-faults.ts';
import { AppError } from '#shared/errors.ts';
import { type PostgresThrown, postgresThrown } from './thrown.ts';

/** What happened, and what to do about it. */
type Verdict = readonly [name: WarehouseFault, message: string];

/** Whose server it is: Redshift speaks as PostgreSQL does. */
export type PostgresProduct = 'PostgreSQL' | 'Amazon Redshift';

/** What makes a look faster, and what lets users in. */
const ADVICE: Readonly<Record<PostgresProduct, { readonly faster: string; readonly entry: string }>> = {
  PostgreSQL: {
    faster: 'Add an index on the time and unit columns',
    entry: 'Correct WAREHOUSE_URL, or its rules in pg_hba.conf.',
  },
  'Amazon Redshift': {
    faster: 'Make the time column the sort key',
    entry: 'Correct WAREHOUSE_URL.',
  },
};

/** By SQLSTATE, the longest prefix first; `<product>` and `<entry>` stand for what each product has there. */
const VERDICTS: readonly (readonly [prefix: string, verdict: Verdict])[] = [
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
  ['28', ['unauthorised', '<product> refused the user or the password. <entry>']],
  ['53300', ['unavailable', '<product> has no connection left. Raise its limit, or use a pooler.']],
  ['53', ['unavailable', '<product> lacks memory or disk for the statement.']],
  ['57P', ['unavailable', '<product> is starting or stopping.']],
  ['08', ['unreachable', 'The connection to <product> broke.']],
];

/** What the driver or the server throws. */
export function postgresFault(
  thrown: unknown,
  seconds: number,
  product: PostgresProduct = 'PostgreSQL',
): AppError {
  if (thrown instanceof AppError) return thrown;
  const [name, message] = verdictOf(postgresThrown(thrown), seconds, product);
  const told = message.replaceAll('<product>', product).replace('<entry>', ADVICE[product].entry);
  return warehouseFault(name, told, { cause: thrown });
}

function verdictOf(
  { code, isCut, isFile }: PostgresThrown,
  seconds: number,
  product: PostgresProduct,
): Verdict {
  if (code === '57014')
    return [
      'query-too-slow',
      `<product> ended the statement because it took more than ${seconds} seconds. ${ADVICE[product].faster}, use fewer metrics, or give WAREHOUSE_SECONDS more.`,
    ];
  const found = VERDICTS.find(([prefix]) => code.startsWith(prefix))?.[1];
  if (found !== undefined) return found;
  if (isFile) return ['address', 'WAREHOUSE_URL names a certificate that cannot be read. Correct it.'];
  if (isCut)
    return [
      'unreachable',
      '<product> does not answer. Check the host and port in WAREHOUSE_URL, and that the bot may reach it.',
    ];
  return [
    'refused',
    `<product> refused the statement of a look (SQLSTATE ${code === '' ? 'unknown' : code}); the log has its own words.`,
  ];
}
