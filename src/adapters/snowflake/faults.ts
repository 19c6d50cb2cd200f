import { z } from 'zod';
import type { HttpAnswer } from '#adapters/sql-http/call.ts';
import { answerFault, type HttpVerdict, statusVerdict } from '#adapters/sql-http/status-fault.ts';
import { tooSlow } from '#adapters/sql-http/until-done.ts';
import type { AppError } from '#shared/errors.ts';
import { ownValue } from '#shared/own-value.ts';

export const SNOWFLAKE_NAME = 'Snowflake';

const MISSING: HttpVerdict = [
  'not-found',
  'Snowflake lacks a table, a column or a schema that the settings name, or its role may not see it. Correct `warehouse` in the settings, or grant USAGE and SELECT to the role of WAREHOUSE_URL.',
];
const NO_WAREHOUSE: HttpVerdict = [
  'address',
  'No virtual warehouse of Snowflake works for the statement. Name one in WAREHOUSE_URL (?warehouse=…), and grant its USAGE to the role.',
];

/** With 200, and without the rows. */
const TOO_LARGE = '391908';

/** By the code of Snowflake. */
const VERDICTS: Readonly<Record<string, HttpVerdict>> = {
  '002003': MISSING,
  '002043': MISSING,
  '000904': MISSING,
  '000606': NO_WAREHOUSE,
  '003001': [
    'forbidden',
    'The role of WAREHOUSE_URL may not do that in Snowflake. Grant it USAGE and SELECT on what the settings name.',
  ],
  '090073': [
    'over-quota',
    'A resource monitor of Snowflake has suspended the virtual warehouse. Raise its quota, or wait until it begins anew.',
  ],
  '000603': [
    'query-too-large',
    'Snowflake lacks memory for the statement. Use fewer metrics, or a larger virtual warehouse.',
  ],
  [TOO_LARGE]: [
    'query-too-large',
    'The answer of the look is larger than Snowflake gives. Use fewer dimensions, or dimensions with fewer values.',
  ],
  '100069': [
    'refused',
    'A value of the column of properties is no JSON. Clean it, or describe another column.',
  ],
};

/** Ended by its own time, or by hand. */
const SLOW = new Set(['000604', '000630']);

const failure = z.object({ code: z.string().default(''), message: z.string().default('') });

/** Whether a success comes without its rows, because they are too many. */
export function isTooLarge(json: unknown): boolean {
  const parsed = failure.safeParse(json);
  return parsed.success && parsed.data.code === TOO_LARGE;
}

/** What Snowflake answered in place of a result. */
export function snowflakeFault(answer: HttpAnswer, seconds: number): AppError {
  const parsed = failure.safeParse(answer.json);
  const { code, message } = parsed.success ? parsed.data : { code: '', message: '' };
  const said = `${code}: ${message}`;
  if (answer.status === 408 || SLOW.has(code)) return tooSlow(SNOWFLAKE_NAME, seconds, new Error(said));
  return answerFault(ownValue(VERDICTS, code) ?? statusVerdict(answer.status, SNOWFLAKE_NAME), answer, said);
}
