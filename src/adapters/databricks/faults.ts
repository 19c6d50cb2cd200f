import { z } from 'zod';
import type { HttpAnswer } from '#adapters/sql-http/call.ts';
import { answerFault, type HttpVerdict, statusVerdict } from '#adapters/sql-http/status-fault.ts';
import { tooSlow } from '#adapters/sql-http/until-done.ts';
import type { AppError } from '#shared/errors.ts';
import { ownValue } from '#shared/own-value.ts';
import type { StatementState } from './result.ts';

export const DATABRICKS_NAME = 'Databricks';

const MISSING: HttpVerdict = [
  'not-found',
  'Databricks lacks a table, a column or a schema that the settings name. Correct `warehouse` in the settings, or the catalog in WAREHOUSE_URL.',
];
const FORBIDDEN: HttpVerdict = [
  'forbidden',
  'The account of WAREHOUSE_KEY may not read a table of the settings in Databricks, or not use the SQL warehouse. Grant it USE CATALOG, USE SCHEMA and SELECT, and Can use.',
];
const LARGE: HttpVerdict = [
  'query-too-large',
  'The answer of the look is larger than Databricks gives. Use fewer dimensions, or dimensions with fewer values.',
];
const BUSY: HttpVerdict = ['unavailable', 'Databricks works on too much at this moment, or is down.'];

/** By the class of an error of SQL, with which its message begins. */
const CLASSES: readonly (readonly [begin: string, verdict: HttpVerdict])[] = [
  ['TABLE_OR_VIEW_NOT_FOUND', MISSING],
  ['UNRESOLVED_COLUMN', MISSING],
  ['SCHEMA_NOT_FOUND', MISSING],
  ['CATALOG_NOT_FOUND', MISSING],
  ['NO_SUCH_CATALOG', MISSING],
  ['INSUFFICIENT_PERMISSIONS', FORBIDDEN],
  ['PERMISSION_DENIED', FORBIDDEN],
];

/** By the code of the interface. */
const CODES: Readonly<Record<string, HttpVerdict>> = {
  RESOURCE_EXHAUSTED: BUSY,
  TEMPORARILY_UNAVAILABLE: BUSY,
  WORKSPACE_TEMPORARILY_UNAVAILABLE: BUSY,
  SERVICE_UNDER_MAINTENANCE: BUSY,
  INTERNAL_ERROR: BUSY,
  IO_ERROR: BUSY,
  PERMISSION_DENIED: FORBIDDEN,
};

const failure = z.object({ error_code: z.string().default(''), message: z.string().default('') });

/** What Databricks answered in place of the state of a statement. */
export function databricksFault(answer: HttpAnswer): AppError {
  const parsed = failure.safeParse(answer.json);
  const { error_code: code, message } = parsed.success ? parsed.data : { error_code: '', message: '' };
  const verdict = verdictOf(code, message) ?? statusVerdict(answer.status, DATABRICKS_NAME);
  return answerFault(verdict, answer, `${code}: ${message}`);
}

/** What a statement that gave no result ended with. */
export function statementFault({ state, error }: StatementState, seconds: number): AppError {
  const code = error?.error_code ?? '';
  const message = error?.message ?? '';
  const said = `${state}, ${code}: ${message}`;
  if (state === 'CANCELED' || code === 'CANCELLED' || code === 'DEADLINE_EXCEEDED')
    return tooSlow(DATABRICKS_NAME, seconds, new Error(said));
  return answerFault(
    verdictOf(code, message) ?? [
      'refused',
      'Databricks refused the statement of a look; the log has its own words.',
    ],
    { retryAfterMs: null },
    said,
  );
}

function verdictOf(code: string, message: string): HttpVerdict | undefined {
  const name = /^\[([A-Z_]+)/.exec(message)?.[1] ?? '';
  const found = CLASSES.find(([begin]) => name.startsWith(begin))?.[1];
  // The size is told by words alone.
  if (found === undefined && /exceed\w* .*(?:limit|MiB)/i.test(message)) return LARGE;
  return found ?? ownValue(CODES, code);
}

/** That an answer was cut at a limit of its bytes. */
export function cutAnswer(): AppError {
  return answerFault(LARGE, { retryAfterMs: null }, 'truncated');
}

/** That no statement began in time: a stopped SQL warehouse takes minutes to start, and goes on to do so. */
export function stillStarting(): AppError {
  return answerFault(
    ['unavailable', 'The SQL warehouse of Databricks is starting. The bot asks again later.'],
    { retryAfterMs: null },
    'PENDING',
  );
}
