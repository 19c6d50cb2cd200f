import { createHash } from 'node:crypto';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { createRequestLog, type LoggedRequest } from '#sandbox/stand-ins/http/request-log.ts';
import { startWire, type Wire } from '#sandbox/stand-ins/http/wire.ts';
import type { Backing, BackingTable } from '#sandbox/stand-ins/warehouses/backing.ts';
import { pagesOf } from '#sandbox/stand-ins/warehouses/pages.ts';
import { makeKeyPair, verifiedToken } from '#sandbox/stand-ins/warehouses/verify-token.ts';
import { bindingsOf, statementRequest } from './statement-request.ts';

export const HOST = 'acme-shop.snowflakecomputing.com';
export const USER = 'bot';
const SUBJECT = 'ACME-SHOP.BOT';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A stand-in for Snowflake's SQL API. */
export interface SnowflakeStandIn extends Wire {
  /** A private key that is good here, as PEM. */
  readonly key: string;
  readonly requests: readonly LoggedRequest[];
  readonly cancelled: readonly string[];
  /** Statements that ran. */
  readonly ran: () => number;
  /** How many questions find a statement unfinished, from now on. */
  setHeldBack(questions: number): void;
  /** Rows of a partition, from now on. */
  setPartitionSize(rows: number): void;
}

interface Statement {
  readonly table: BackingTable;
  held: number;
}

export async function startSnowflake(
  backing: Backing,
  now: () => number = Date.now,
): Promise<SnowflakeStandIn> {
  const { publicKey, pem } = makeKeyPair();
  const print = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
  const log = createRequestLog(now);
  const statements = new Map<string, Statement>();
  const handles = new Map<string, string>();
  const cancelled: string[] = [];
  let heldBack = 0;
  let partitionSize = 100_000;
  const handle = async (request: WireRequest): Promise<WireAnswer> => {
    const refused = refusal(request);
    if (refused !== null) return refused;
    const [, id, act] = /^\/api\/v2\/statements(?:\/([^/]+))?(?:\/(cancel))?$/.exec(request.path) ?? [];
    if (request.method === 'POST' && id === undefined) return submit(request);
    const statement = statements.get(id ?? '');
    if (statement === undefined || id === undefined)
      return problem(404, '000709', `Statement ${id} not found`, '02000');
    if (request.method === 'POST' && act === 'cancel') {
      cancelled.push(id);
      return json(200, { code: '000604', message: 'SQL execution canceled', statementHandle: id });
    }
    if (request.method !== 'GET') return problem(405, '391902', 'Method not allowed', '');
    return result(id, statement, request.query.get('partition'));
  };
  const wire = await startWire({
    handle,
    observe: log.observe,
    faultBody: () => bodyOf('390000', 'injected', ''),
  });
  return {
    ...wire,
    key: pem,
    requests: log.requests,
    cancelled,
    ran: () => statements.size,
    setHeldBack: (questions) => {
      heldBack = questions;
    },
    setPartitionSize: (rows) => {
      partitionSize = rows;
    },
  };

  function refusal({ headers }: WireRequest): WireAnswer | null {
    if ((headers['user-agent'] ?? '') === '' || headers['user-agent'] === 'node')
      return problem(400, '391903', 'User-Agent header is missing', '');
    if (headers['accept'] !== 'application/json') return problem(406, '391901', 'Not acceptable', '');
    if (headers['x-snowflake-authorization-token-type'] !== 'KEYPAIR_JWT')
      return problem(401, '390303', 'Invalid OAuth access token.', '');
    const token = verifiedToken((headers['authorization'] ?? '').replace(/^Bearer /, ''), publicKey);
    const { iss, sub, iat, exp } = token?.claims ?? {};
    const seconds = now() / 1_000;
    const isGood =
      iss === `${SUBJECT}.SHA256:${print}` &&
      sub === SUBJECT &&
      typeof iat === 'number' &&
      typeof exp === 'number' &&
      exp - iat <= 3_600 &&
      iat <= seconds + 60 &&
      exp > seconds;
    return isGood ? null : problem(401, '390144', 'JWT token is invalid.', '08001');
  }

  async function submit({ headers, query, body }: WireRequest): Promise<WireAnswer> {
    if (headers['content-type'] !== 'application/json')
      return problem(415, '391917', 'Unsupported content type', '');
    const name = query.get('requestId') ?? '';
    if (!UUID.test(name)) return problem(400, '391916', 'requestId is no UUID', '');
    const known = handles.get(name);
    const again = known === undefined ? undefined : statements.get(known);
    if (known !== undefined && again !== undefined && query.get('retry') === 'true')
      return result(known, again, null);
    const parsed = statementRequest.safeParse(JSON.parse(body.toString()));
    if (!parsed.success) return problem(400, '391920', parsed.error.message, '');
    const bindings = bindingsOf(parsed.data);
    if (typeof bindings === 'string') return problem(422, '002049', bindings, '42601');
    const table = await backing(parsed.data.statement, bindings);
    const handleOf = `01b66701-0000-001c-0000-${String(statements.size).padStart(12, '0')}`;
    const most = parsed.data.parameters.rows_per_resultset;
    const statement = { table: { ...table, rows: table.rows.slice(0, most) }, held: heldBack };
    statements.set(handleOf, statement);
    handles.set(name, handleOf);
    return result(handleOf, statement, null);
  }

  function result(id: string, statement: Statement, partition: string | null): WireAnswer {
    if (statement.held > 0) {
      statement.held -= 1;
      return json(202, {
        code: '333334',
        message: 'Asynchronous execution in progress. Use provided query id to perform query monitoring.',
        statementHandle: id,
        statementStatusUrl: `/api/v2/statements/${id}`,
      });
    }
    const { columns, rows } = statement.table;
    const pages = pagesOf(rows, partitionSize);
    if (partition !== null) {
      const data = pages[Number(partition)];
      return data === undefined ? problem(404, '391919', 'No such partition', '') : json(200, { data });
    }
    return json(200, {
      code: '090001',
      message: 'Statement executed successfully.',
      sqlState: '00000',
      statementHandle: id,
      statementStatusUrl: `/api/v2/statements/${id}`,
      createdOn: now(),
      resultSetMetaData: {
        numRows: rows.length,
        format: 'jsonv2',
        // Names without quotes are in capitals.
        rowType: columns.map(({ name, kind }) => ({
          name: name.toUpperCase(),
          ...TYPES[kind],
          nullable: true,
        })),
        partitionInfo: pages.map(({ length }) => ({ rowCount: length, uncompressedSize: length * 10 })),
      },
      data: pages[0],
    });
  }
}

const TYPES = {
  text: { type: 'text', length: 16_777_216 },
  integer: { type: 'fixed', precision: 38, scale: 0 },
  number: { type: 'real' },
  truth: { type: 'boolean' },
} as const;

function json(status: number, body: object): WireAnswer {
  return { status, body: JSON.stringify(body) };
}

function bodyOf(code: string, message: string, sqlState: string): string {
  return JSON.stringify({ code, message, sqlState });
}

/** A refusal as Snowflake writes it. */
export function problem(status: number, code: string, message: string, sqlState: string): WireAnswer {
  return { status, body: bodyOf(code, message, sqlState) };
}
