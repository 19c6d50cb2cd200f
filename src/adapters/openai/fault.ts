import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  AuthenticationError,
  NotFoundError,
  PermissionDeniedError,
} from 'openai';
import { AppError } from '#shared/errors.ts';

const RETRYABLE_STATUS = new Set([408, 409, 425, 429]);

/** Milliseconds that the service asks to wait, from `retry-after-ms` or `retry-after` (seconds or a date); null if it does not say. */
function retryAfterOf(headers: Headers | undefined, now: number): number | null {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (Number.isFinite(milliseconds)) return Math.max(0, milliseconds);
  const after = headers?.get('retry-after') ?? '';
  if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1_000;
  const date = Date.parse(after);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** What to change, for faults that waiting does not cure. */
function permanentFault(error: APIError, model: string): AppError | null {
  const permanent = (code: string, message: string): AppError =>
    new AppError(code, message, { retryable: false, cause: error });
  if (error instanceof AuthenticationError) {
    return permanent(
      'model.unauthorised',
      'The model service does not accept OPENAI_API_KEY (401). Set a valid key.',
    );
  }
  if (error instanceof PermissionDeniedError) {
    return permanent('model.forbidden', `OPENAI_API_KEY may not use the model "${model}" (403).`);
  }
  if (error instanceof NotFoundError) {
    return permanent(
      'model.missing',
      `The model service has no model "${model}" or no such address (404): see OPENAI_MODEL and OPENAI_BASE_URL.`,
    );
  }
  if (error.code === 'insufficient_quota') {
    return permanent('model.quota', 'The account behind OPENAI_API_KEY has no quota left.');
  }
  if (error.status === 400 || error.status === 422) {
    return permanent(
      'model.request-refused',
      `The model service refused the request (${error.status}${error.param ? `, parameter ${error.param}` : ''}). A server without JSON schema support needs OPENAI_STRUCTURED=json or prompt.`,
    );
  }
  return null;
}

/** Turns what the SDK throws into an `AppError`: says whether a retry may help, and when. `now` dates a `retry-after` given as a date. */
export function toModelFault(thrown: unknown, model: string, now: number): AppError {
  if (thrown instanceof APIConnectionTimeoutError) {
    return new AppError('model.timeout', 'The model service did not answer in time.', {
      retryable: true,
      cause: thrown,
    });
  }
  if (thrown instanceof APIConnectionError) {
    return new AppError('model.unreachable', 'The model service cannot be reached.', {
      retryable: true,
      cause: thrown,
    });
  }
  if (!(thrown instanceof APIError)) {
    return new AppError('model.unexpected', 'The call to the model service failed unexpectedly.', {
      retryable: true,
      cause: thrown,
    });
  }
  const permanent = permanentFault(thrown, model);
  if (permanent !== null) return permanent;
  const status = Number(thrown.status);
  const code = status === 429 ? 'model.rate-limited' : 'model.unavailable';
  return new AppError(code, `The model service answered ${status}.`, {
    retryable: RETRYABLE_STATUS.has(status) || status >= 500,
    retryAfterMs: retryAfterOf(thrown.headers, now),
    cause: thrown,
  });
}
