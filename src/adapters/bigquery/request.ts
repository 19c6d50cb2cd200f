import type { SqlLimits, SqlParameter, SqlStatement } from '#ports/sql-engine.ts';
import type { BigQueryAddress } from './address.ts';

const TYPES = { text: 'STRING', integer: 'INT64', number: 'FLOAT64' } as const satisfies Record<
  SqlParameter['type'],
  string
>;

/** Rows of one page. */
export const PAGE = 5_000;
/** Milliseconds for which BigQuery holds an answer back while it works. */
export const WAIT = 10_000;

/** The body of `jobs.query`: GoogleSQL, parameters by name, the limits that BigQuery keeps itself. */
export function queryRequest(
  { name, text, parameters }: SqlStatement,
  { seconds, bytes }: SqlLimits,
  { dataset, location }: Pick<BigQueryAddress, 'dataset' | 'location'>,
  isDryRun: boolean,
) {
  return {
    query: text,
    useLegacySql: false,
    parameterMode: 'NAMED',
    queryParameters: parameters.map(({ type, value }, index) => ({
      name: `p${index}`,
      parameterType: { type: TYPES[type] },
      parameterValue: { value: String(value) },
    })),
    maxResults: PAGE,
    timeoutMs: WAIT,
    jobTimeoutMs: String(seconds * 1_000),
    labels: { 'co-pilot': name.replaceAll(/[^a-z0-9_-]/g, '-') },
    ...(bytes === null ? {} : { maximumBytesBilled: String(bytes) }),
    ...(dataset === null ? {} : { defaultDataset: dataset }),
    ...(location === null ? {} : { location }),
    ...(isDryRun ? { dryRun: true } : {}),
  };
}
