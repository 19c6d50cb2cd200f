import type { Refusal } from '#domain/refusal.ts';
import type { ApiAnswer } from './api-request.ts';

/** One field that is wrong: its place in the request, such as `body.scopes[0]`, and what to do. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** Why a request is not answered as it asks (RFC 9457): what happened and what to do. */
export interface Problem {
  readonly status: number;
  /** What kind of problem it is, in a few words. */
  readonly title: string;
  readonly detail: string;
  /** A code for machines, if the rules of experiments refuse it. */
  readonly code?: string;
  readonly errors?: readonly FieldProblem[];
  /** Headers that belong to it. */
  readonly headers?: Readonly<Record<string, string>>;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'No valid token',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Too slow',
  409: 'Refused by the rules',
  411: 'The length is missing',
  413: 'The body is too large',
  415: 'Not JSON',
  422: 'The request is not in order',
  429: 'Too many requests',
  503: 'Try again later',
};

/** A problem with the title of its status. */
export function problem(status: number, detail: string, more: Partial<Problem> = {}): Problem {
  return { status, title: TITLES[status] ?? 'The request was refused', detail, ...more };
}

/** Fields named at most. */
const MOST = 20;

/** What is wrong with the fields of a request, one or more: 422. */
export function fieldsWrong(errors: readonly FieldProblem[]): Problem {
  const detail = errors.length === 1 ? 'One field is wrong.' : `${errors.length} fields are wrong.`;
  return problem(422, `${detail} See errors.`, { errors: errors.slice(0, MOST) });
}

const NOT_ALLOWED: readonly Refusal['code'][] = ['not-allowed', 'requester', 'editor', 'owner'];

/** A refusal of the rules as a problem: 403 if another person has to do it, 404 for what is not there, else 409. */
export function refusalProblem({ code, message }: Refusal): Problem {
  const status = NOT_ALLOWED.includes(code) ? 403 : code === 'unknown' ? 404 : 409;
  return problem(status, message, { code });
}

/** A problem as an answer. */
export function problemAnswer({ headers = {}, ...told }: Problem): ApiAnswer {
  return {
    status: told.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
    body: `${JSON.stringify({ type: 'about:blank', ...told })}\n`,
  };
}
