import type { z } from 'zod';
import type { Scope } from '#domain/tokens/token.ts';
import type { Result } from '#shared/result.ts';
import type { Caller } from './caller.ts';
import type { Work } from './idempotency.ts';
import type { Problem } from './problem.ts';
import type { TokenPace } from './rate-limit.ts';

/** What an operation answers: JSON, or text if it says so. */
export interface ApiResult {
  readonly status?: 200 | 201 | 202;
  readonly json?: unknown;
  readonly text?: string;
  /** The address of what was made. */
  readonly location?: string;
}

/** What it is asked for, already checked. */
export interface ApiCall<Path, Query, Body> {
  readonly caller: Caller;
  readonly path: Path;
  readonly query: Query;
  readonly body: Body;
  readonly work: Work;
}

/** What an operation is, as the document writes it. */
export interface Described {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `/api/v1`; a part in braces is named: `/experiments/{key}`. */
  readonly path: string;
  readonly id: string;
  /** A few words for lists of operations. */
  readonly summary: string;
  readonly description: string;
  readonly scope: Scope;
  /** It needs a token of a person. */
  readonly isPersonal?: true;
  /** What to do if its answer was lost, which holds a secret that a repeated request does not get again; left out if it holds none. */
  readonly ifSecretLost?: string;
  /** The statuses of success with what they hold; a text has its content type. */
  readonly answers: Readonly<Record<number, z.ZodType | { readonly contentType: string }>>;
  /** Problems beside those that every operation has. */
  readonly problems?: readonly number[];
  /** How often a token may ask; `ingest` lets programs record all the time. `steady` if left out. */
  readonly pace?: TokenPace;
  /** The largest body in bytes; `SMALL_BODY` if left out and there is one. */
  readonly bodyLimit?: number;
}

/** An address of the API with one method. */
export interface Operation extends Described {
  readonly params: z.ZodObject | null;
  readonly query: z.ZodObject | null;
  readonly body: z.ZodType | null;
  readonly run: (asked: ApiCall<unknown, unknown, unknown>) => Promise<Result<ApiResult, Problem>>;
}

interface Typed<Path extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType>
  extends Described {
  readonly params?: Path;
  readonly query?: Query;
  readonly body?: Body;
  readonly run: (
    asked: ApiCall<z.output<Path>, z.output<Query>, z.output<Body>>,
  ) => Promise<Result<ApiResult, Problem>>;
}

/** Declares an operation: its schemas check what comes in and describe it in the document. */
export function operation<
  Path extends z.ZodObject = z.ZodObject<Record<string, never>>,
  Query extends z.ZodObject = z.ZodObject<Record<string, never>>,
  Body extends z.ZodType = z.ZodNull,
>(typed: Typed<Path, Query, Body>): Operation {
  const { params = null, query = null, body = null, run, ...described } = typed;
  // What is handed over was read by these very schemas.
  return { ...described, params, query, body, run: run as Operation['run'] };
}
