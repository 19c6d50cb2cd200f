import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  AuthenticationError,
  NotFoundError,
  PermissionDeniedError,
} from 'openai';
import { type AppError, toAppError } from '#shared/errors.ts';
import { isNetworkFault } from '#shared/network-fault.ts';
import { type ModelFault, modelFault } from './fault-kinds.ts';

const PASSING_STATUS = new Set([408, 409, 425]);

/**
 * Milliseconds that the service asks to wait, from `retry-after-ms` or `retry-after` (seconds or a date); null if it does not say.
 * A date is read against the date of the answer, so that clock skew does not matter; against `now` if the answer has none.
 */
function retryAfterOf(headers: Headers | undefined, now: number): number | null {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (Number.isFinite(milliseconds)) return Math.max(0, milliseconds);
  const after = headers?.get('retry-after') ?? '';
  if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1_000;
  const date = Date.parse(after);
  const answered = Date.parse(headers?.get('date') ?? '');
  return Number.isNaN(date) ? null : Math.max(0, date - (Number.isNaN(answered) ? now : answered));
}

/** How servers say that a question and the room for its answer are longer than the model can take; few send a code for it. */
const TOO_LONG =
  /context[ _](?:length|size|window)|maximum context|(?:prompt|input|request) (?:is )?too (?:long|large)|too many (?:input )?tokens|tokens? (?:count )?[^.]{0,60}exceed|reduce the length/i;
const OVER_QUOTA = /insufficient_quota|billing|quota_exceeded|insufficient[ _](?:balance|credits?|funds)/i;
const UNKNOWN_MODEL = /model_not_found|invalid_model|unknown_model/i;

/** Whether the service refused the question for its length. */
export function isTooLong(error: APIError): boolean {
  return error.status === 413 || (isRefusal(error) && TOO_LONG.test(`${error.code ?? ''} ${error.message}`));
}

/** Whether the service refused the question itself. */
export function isRefusal({ status }: APIError): boolean {
  return status === 400 || status === 422;
}

/** What to change, for faults that waiting does not cure. */
function permanentFault(error: APIError, model: string): AppError | null {
  const permanent = (name: ModelFault, message: string) => modelFault(name, message, { cause: error });
  const says = `${error.code ?? ''} ${error.type ?? ''}`;
  if (error instanceof AuthenticationError) {
    return permanent(
      'unauthorised',
      'The model service does not accept OPENAI_API_KEY (401). Set a valid key.',
    );
  }
  if (error.status === 402 || OVER_QUOTA.test(says)) {
    return permanent(
      'quota',
      'The account behind OPENAI_API_KEY has no quota left. Add credit or raise its limit at the provider.',
    );
  }
  if (error instanceof PermissionDeniedError) {
    return permanent('forbidden', `OPENAI_API_KEY may not use the model "${model}" (403).`);
  }
  const isUnknown = isRefusal(error) && (error.param === 'model' || UNKNOWN_MODEL.test(says));
  if (error instanceof NotFoundError || isUnknown) {
    return permanent(
      'missing',
      `The model service has no model "${model}" or no such address (${error.status}): see OPENAI_MODEL and OPENAI_BASE_URL.`,
    );
  }
  if (isTooLong(error)) {
    return permanent(
      'too-long',
      `The question is longer than the model "${model}" can take (${error.status}). Set OPENAI_MODEL to one with a longer context, or give the server a longer one.`,
    );
  }
  if (isRefusal(error)) {
    return permanent(
      'request-refused',
      `The model service refused the request (${error.status}${error.param ? `, parameter ${error.param}` : ''}). A server without JSON schema support needs OPENAI_STRUCTURED=json or prompt.`,
    );
  }
  return null;
}

/**
 * Turns what the SDK throws into an `AppError` that says whether a retry may help, and when. What the SDK throws while it
 * reads an answer is not its own: a broken connection, or a body that is no JSON. Anything else is a bug of ours. `now`
 * dates a `retry-after` given as a date.
 */
export function toModelFault(thrown: unknown, model: string, now: number): AppError {
  const options = { cause: thrown };
  if (thrown instanceof APIConnectionTimeoutError)
    return modelFault('timeout', 'The model service did not answer in time.', options);
  if (thrown instanceof APIConnectionError || isNetworkFault(thrown))
    return modelFault('unreachable', 'The model service cannot be reached.', options);
  if (thrown instanceof SyntaxError)
    return modelFault('garbled', 'The model service answered with something that is not JSON.', options);
  if (!(thrown instanceof APIError)) return toAppError(thrown);
  return permanentFault(thrown, model) ?? passingFault(thrown, now);
}

function passingFault(error: APIError, now: number): AppError {
  const status = Number(error.status);
  const options = { cause: error, retryAfterMs: retryAfterOf(error.headers, now) };
  const message = `The model service answered ${status}.`;
  if (status === 429) return modelFault('rate-limited', message, options);
  const passes = PASSING_STATUS.has(status) || status >= 500;
  return modelFault('unavailable', message, { ...options, kind: passes ? 'unavailable' : 'refused' });
}
