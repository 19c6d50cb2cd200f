import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { createRequestLog, type LoggedRequest } from '#sandbox/stand-ins/http/request-log.ts';
import { startWire, type Wire } from '#sandbox/stand-ins/http/wire.ts';
import type { Backing, BackingTable } from '#sandbox/stand-ins/warehouses/backing.ts';
import { pagesOf } from '#sandbox/stand-ins/warehouses/pages.ts';
import { makeKeyPair } from '#sandbox/stand-ins/warehouses/verify-token.ts';
import { EMAIL, grantedScope, KEY_ID, SCOPES } from './grant-token.ts';
import { parametersOf, type QueryRequest, queryRequest } from './query-request.ts';

export const PROJECT = 'acme-shop';
/** Needed in every question for a job, since it is neither of the two that BigQuery looks in by itself. */
export const LOCATION = 'europe-west3';

/** A stand-in for BigQuery's REST interface and for Google's token endpoint. */
export interface BigQueryStandIn extends Wire {
  /** The file of a key that is good here. */
  readonly keyFile: string;
  readonly requests: readonly LoggedRequest[];
  /** Names of jobs that were cancelled. */
  readonly cancelled: readonly string[];
  /** How many questions find a job unfinished, from now on. */
  setHeldBack(questions: number): void;
  /** Rows of a page, from now on. */
  setPageSize(rows: number): void;
  /** Takes every token back. */
  revokeTokens(): void;
}

interface Job {
  readonly table: BackingTable;
  held: number;
}

export async function startBigQuery(
  backing: Backing,
  { now = Date.now, bytes = 1_000 }: { readonly now?: () => number; readonly bytes?: number } = {},
): Promise<BigQueryStandIn> {
  const { publicKey, pem } = makeKeyPair();
  const log = createRequestLog(now);
  const tokens = new Map<string, string>();
  const jobs = new Map<string, Job>();
  const cancelled: string[] = [];
  let heldBack = 0;
  let pageSize = 100_000;
  const handle = async (request: WireRequest): Promise<WireAnswer> => {
    if (request.path === '/token') return grant(request);
    const scope = tokens.get((request.headers['authorization'] ?? '').replace(/^Bearer /, ''));
    if (scope === undefined) return problem(401, 'authError', 'Invalid Credentials');
    const may = SCOPES[scope] ?? [];
    const [, project, kind, id, act] =
      /^\/bigquery\/v2\/projects\/([^/]+)\/(queries|jobs)(?:\/([^/]+))?(?:\/(cancel))?$/.exec(request.path) ??
      [];
    if (project === undefined) return problem(404, 'notFound', 'Not Found');
    if (project !== PROJECT)
      return problem(
        403,
        'accessDenied',
        `Access Denied: Project ${project}: User does not have bigquery.jobs.create`,
      );
    if (kind === 'jobs' && act === 'cancel' && request.method === 'POST') {
      if (!may.includes('cancel'))
        return problem(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.');
      return found(request, id, () => {
        cancelled.push(id ?? '');
        return json(200, { kind: 'bigquery#jobCancelResponse', job: {} });
      });
    }
    if (kind === 'queries' && id === undefined && request.method === 'POST') return run(request);
    if (kind === 'queries' && id !== undefined && request.method === 'GET')
      return found(request, id, (job) => result(id, job, Number(request.query.get('pageToken') ?? 0)));
    return problem(404, 'notFound', 'Not Found');
  };
  const wire = await startWire({
    handle,
    observe: log.observe,
    faultBody: (status) => bodyOf(status, REASONS[status] ?? 'backendError', 'injected'),
  });
  const audience = `${wire.url}/token`;
  return {
    ...wire,
    requests: log.requests,
    cancelled,
    keyFile: JSON.stringify({
      type: 'service_account',
      project_id: PROJECT,
      private_key_id: KEY_ID,
      private_key: pem,
      client_email: EMAIL,
      token_uri: audience,
    }),
    setHeldBack: (questions) => {
      heldBack = questions;
    },
    setPageSize: (rows) => {
      pageSize = rows;
    },
    revokeTokens: () => tokens.clear(),
  };

  function grant(request: WireRequest): WireAnswer {
    const granted = grantedScope(request, audience, publicKey, now());
    if ('status' in granted) return granted;
    const token = `ya29.${tokens.size}-${Math.random()}`;
    tokens.set(token, granted.scope);
    return json(200, { access_token: token, expires_in: 3_599, token_type: 'Bearer' });
  }

  async function run({ headers, body }: WireRequest): Promise<WireAnswer> {
    if (headers['content-type'] !== 'application/json') return problem(400, 'parseError', 'Parse Error');
    const parsed = queryRequest.safeParse(JSON.parse(body.toString()));
    if (!parsed.success)
      return problem(400, 'badRequest', `Invalid JSON payload received. ${parsed.error.message}`);
    const parameters = parametersOf(parsed.data);
    if (typeof parameters === 'string') return problem(400, 'invalidQuery', parameters);
    if (parsed.data.location !== undefined && parsed.data.location !== LOCATION)
      return problem(404, 'notFound', `Not found: Dataset was not found in location ${parsed.data.location}`);
    const isDry = parsed.data.dryRun === true;
    return answer(parsed.data, isDry ? NO_TABLE : await backing(parsed.data.query, parameters));
  }

  function answer({ maximumBytesBilled, dryRun }: QueryRequest, table: BackingTable): WireAnswer {
    if (maximumBytesBilled !== undefined && Number(maximumBytesBilled) < bytes)
      return problem(
        400,
        'bytesBilledLimitExceeded',
        `Query exceeded limit for bytes billed: ${maximumBytesBilled}. ${bytes} or higher required.`,
      );
    if (dryRun === true)
      return json(200, {
        kind: 'bigquery#queryResponse',
        jobReference: { projectId: PROJECT, location: LOCATION },
        schema: schemaOf(table),
        totalBytesProcessed: String(bytes),
        jobComplete: true,
      });
    const id = `job_${jobs.size}`;
    const job = { table, held: heldBack };
    jobs.set(id, job);
    return result(id, job, 0);
  }

  function found(request: WireRequest, id: string | undefined, then: (job: Job) => WireAnswer): WireAnswer {
    const job = jobs.get(id ?? '');
    if (job === undefined || request.query.get('location') !== LOCATION)
      return problem(404, 'notFound', `Not found: Job ${PROJECT}:${id}`);
    return then(job);
  }

  function result(id: string, job: Job, page: number): WireAnswer {
    const jobReference = { projectId: PROJECT, jobId: id, location: LOCATION };
    if (job.held > 0) {
      job.held -= 1;
      return json(200, { jobReference, jobComplete: false });
    }
    const pages = pagesOf(job.table.rows, pageSize);
    return json(200, {
      jobReference,
      jobComplete: true,
      schema: schemaOf(job.table),
      totalRows: String(job.table.rows.length),
      rows: pages[page]?.map((row) => ({ f: row.map((v) => ({ v })) })) ?? [],
      totalBytesProcessed: String(bytes),
      cacheHit: false,
      ...(page + 1 < pages.length ? { pageToken: String(page + 1) } : {}),
    });
  }
}

const NO_TABLE: BackingTable = { columns: [], rows: [] };
const TYPES = { text: 'STRING', integer: 'INTEGER', number: 'FLOAT', truth: 'BOOLEAN' } as const;

function schemaOf({ columns }: BackingTable) {
  return { fields: columns.map(({ name, kind }) => ({ name, type: TYPES[kind], mode: 'NULLABLE' })) };
}

function json(status: number, body: object): WireAnswer {
  return { status, body: JSON.stringify(body) };
}

const REASONS: Readonly<Record<number, string>> = {
  401: 'authError',
  403: 'accessDenied',
  429: 'rateLimitExceeded',
};

function bodyOf(code: number, reason: string, message: string): string {
  return JSON.stringify({ error: { code, message, errors: [{ message, domain: 'global', reason }] } });
}

/** An error as BigQuery writes it. */
export function problem(code: number, reason: string, message: string): WireAnswer {
  return { status: code, body: bodyOf(code, reason, message) };
}
