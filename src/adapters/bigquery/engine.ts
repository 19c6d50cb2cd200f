import { createCaller, type HttpAnswer } from '#adapters/sql-http/call.ts';
import { PROBE_WITHIN, type StatementProgress, untilDone } from '#adapters/sql-http/until-done.ts';
import type { SqlAnswer, SqlEngine, SqlLimits, SqlStatement } from '#ports/sql-engine.ts';
import { tooManyRows } from '#ports/sql-faults.ts';
import { type Clock, systemClock } from '#shared/clock.ts';
import type { BigQueryAddress } from './address.ts';
import { BIGQUERY_NAME, bigQueryFault } from './faults.ts';
import type { ServiceAccountKey } from './key.ts';
import { PAGE, queryRequest, WAIT } from './request.ts';
import { jobOf, type QueryResult, readResult, rowsOfPages } from './result.ts';
import { createTokens, type GOOGLE_SCOPES } from './tokens.ts';

/** Which project is asked, and by whom. */
export interface BigQueryOptions extends BigQueryAddress {
  readonly account: ServiceAccountKey;
  /** Google's own if it is left out. */
  readonly origin?: string;
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
  /** Milliseconds between questions for a statement that goes on, beside those for which BigQuery holds its answer back. */
  readonly pollMs?: number;
  readonly graceMs?: number;
}

const NOTHING: SqlStatement = { name: 'probe', text: 'SELECT 1 AS one', parameters: [] };

/**
 * A BigQuery project as a warehouse, by its REST interface. Statements are asked with tokens of a scope that only reads; BigQuery itself
 * bounds the time and the bytes of each job, and tells what it read.
 */
export function createBigQueryEngine(options: BigQueryOptions): SqlEngine {
  const { project, location, origin = 'https://bigquery.googleapis.com' } = options;
  const call = createCaller(BIGQUERY_NAME, options.fetch);
  const tokens = createTokens(options.account, call, options.clock ?? systemClock);
  const root = `${origin}/bigquery/v2/projects/${encodeURIComponent(project)}`;
  const ask = async (
    path: string,
    body: object | null,
    scope: keyof typeof GOOGLE_SCOPES,
    signal: AbortSignal,
  ): Promise<HttpAnswer> => {
    const authorization = `Bearer ${await tokens.of(scope, signal)}`;
    const answer = await call(
      {
        body: body === null ? null : JSON.stringify(body),
        url: `${root}${path}`,
        headers: { authorization, 'content-type': 'application/json' },
      },
      signal,
    );
    // A token may be taken back before its time: the next statement has a new one.
    if (answer.status === 401) tokens.forget();
    return answer;
  };
  const read = async (path: string, body: object | null, seconds: number, signal: AbortSignal) => {
    const answer = await ask(path, body, 'read', signal);
    if (answer.status >= 300) throw bigQueryFault(answer, seconds);
    return readResult(answer.json);
  };
  async function query(statement: SqlStatement, limits: SqlLimits): Promise<SqlAnswer> {
    const { seconds, rows: most } = limits;
    let place = location;
    const where = (given: Readonly<Record<string, string>>) =>
      new URLSearchParams({ ...given, ...(place === null ? {} : { location: place }) }).toString();
    const page = (id: string, given: Readonly<Record<string, string>>) =>
      `/queries/${encodeURIComponent(id)}?${where({ maxResults: String(PAGE), timeoutMs: String(WAIT), ...given })}`;
    const progressOf = (result: QueryResult): StatementProgress<QueryResult> => {
      if (result.jobComplete) return { first: result };
      const job = jobOf(result);
      place = job.location ?? place;
      return { running: job.id };
    };
    return untilDone<QueryResult, SqlAnswer>(
      {
        start: async (signal) =>
          progressOf(
            await read('/queries', queryRequest(statement, limits, options, false), seconds, signal),
          ),
        next: async (id, signal) => progressOf(await read(page(id, {}), null, seconds, signal)),
        finish: async (first, signal) => {
          const pages = [first];
          for (let last = first; last.pageToken !== undefined && countOf(pages) <= most; pages.push(last)) {
            const job = jobOf(first);
            place = job.location ?? place;
            last = await read(page(job.id, { pageToken: last.pageToken }), null, seconds, signal);
          }
          if (countOf(pages) > most) throw tooManyRows(most);
          return { rows: rowsOfPages(pages), bytes: first.totalBytesProcessed ?? null };
        },
        cancel: (id, signal) =>
          ask(`/jobs/${encodeURIComponent(id)}/cancel?${where({})}`, {}, 'cancel', signal),
      },
      { vendor: BIGQUERY_NAME, seconds, graceMs: options.graceMs ?? 10_000, pollMs: options.pollMs ?? 200 },
    );
  }

  async function check(statement: SqlStatement, limits: SqlLimits): Promise<void> {
    const signal = AbortSignal.timeout(limits.seconds * 1_000);
    await read('/queries', queryRequest(statement, limits, options, true), limits.seconds, signal);
  }

  return {
    name: BIGQUERY_NAME,
    dialect: 'bigquery',
    query,
    // A statement is paid for by the columns that it names, even if it reads no row.
    check,
    probe: () => check(NOTHING, { seconds: PROBE_WITHIN / 1_000, rows: 1, bytes: null }),
    close: async () => {},
  };
}

/** Rows that there are, as far as BigQuery tells: of all pages at the first. */
function countOf(pages: readonly QueryResult[]): number {
  const read = pages.reduce((sum, { rows }) => sum + rows.length, 0);
  return Math.max(read, pages[0]?.totalRows ?? 0);
}
