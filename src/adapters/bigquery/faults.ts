import { z } from 'zod';
import type { HttpAnswer } from '#adapters/sql-http/call.ts';
import { answerFault, type HttpVerdict, statusVerdict } from '#adapters/sql-http/status-fault.ts';
import { tooSlow } from '#adapters/sql-http/until-done.ts';
import type { AppError } from '#shared/errors.ts';
import { ownValue } from '#shared/own-value.ts';

export const BIGQUERY_NAME = 'BigQuery';

const MISSING: HttpVerdict = [
  'not-found',
  'BigQuery lacks a table, a column or a dataset that the settings name, or it lies in another location. Correct `warehouse` in the settings, or WAREHOUSE_URL.',
];
const LARGE: HttpVerdict = [
  'query-too-large',
  'The look reads or answers more than it may in BigQuery. Use fewer metrics, dimensions with fewer values, a `partition`, or raise WAREHOUSE_BYTES.',
];
const BUSY: HttpVerdict = ['unavailable', 'BigQuery works on too much at this moment, or is down.'];

/** By the reason that BigQuery gives. */
const VERDICTS: Readonly<Record<string, HttpVerdict>> = {
  notFound: MISSING,
  bytesBilledLimitExceeded: LARGE,
  resourcesExceeded: LARGE,
  responseTooLarge: LARGE,
  quotaExceeded: [
    'over-quota',
    'A quota of BigQuery is used up. Raise it in Google Cloud, or wait until it begins anew.',
  ],
  billingTierLimitExceeded: LARGE,
  accessDenied: [
    'forbidden',
    'The service account may not run jobs in the project, or not read a table of the settings. Give it BigQuery Job User there and BigQuery Data Viewer on the dataset.',
  ],
  rateLimitExceeded: BUSY,
  jobRateLimitExceeded: BUSY,
  tableUnavailable: BUSY,
  backendError: BUSY,
  jobBackendError: BUSY,
  internalError: BUSY,
  jobInternalError: BUSY,
};

const failure = z.object({
  error: z.object({
    message: z.string().default(''),
    errors: z.array(z.object({ reason: z.string().optional() })).default([]),
  }),
});

/** What BigQuery answered in place of a result. */
export function bigQueryFault(answer: HttpAnswer, seconds: number): AppError {
  const parsed = failure.safeParse(answer.json);
  const { message, errors } = parsed.success ? parsed.data.error : { message: '', errors: [] };
  const reason = errors[0]?.reason ?? '';
  const said = `${reason}: ${message}`;
  if (reason === 'stopped' || reason === 'timeout') return tooSlow(BIGQUERY_NAME, seconds, new Error(said));
  // One reason for all that is wrong with a statement.
  const isUnknown = reason === 'invalidQuery' && /^(?:Unrecognized name|Name \S+ not found)/.test(message);
  const verdict = isUnknown ? MISSING : ownValue(VERDICTS, reason);
  return answerFault(verdict ?? statusVerdict(answer.status, BIGQUERY_NAME), answer, said);
}
