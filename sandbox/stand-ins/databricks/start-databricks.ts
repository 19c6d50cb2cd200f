import { z } from 'zod';
import type { SqlParameter } from '#ports/sql-engine.ts';
import type { WireAnswer, WireRequest } from '#sandbox/stand-ins/http/messages.ts';
import { createRequestLog, type LoggedRequest } from '#sandbox/stand-ins/http/request-log.ts';
import { startWire, type Wire } from '#sandbox/stand-ins/http/wire.ts';
import type { Backing, BackingTable } from '#sandbox/stand-ins/warehouses/backing.ts';
import { pagesOf } from '#sandbox/stand-ins/warehouses/pages.ts';

export const TOKEN = `dapi${'0123456789abcdef'.repeat(2)}`;
export const WAREHOUSE = '4a5b6c7d8e9f0a1b';
const PARAMETERS = { STRING: 'text', BIGINT: 'integer', DOUBLE: 'number' } as const;

/** The body of a statement as the interface documents it; a field that it does not name is refused. */
const statementRequest = z.strictObject({
  statement: z.string().min(1),
  warehouse_id: z.string(),
  catalog: z.string().optional(),
  schema: z.string().optional(),
  parameters: z.array(
    z.strictObject({
      name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/),
      type: z.enum(['STRING', 'BIGINT', 'DOUBLE']),
      value: z.string(),
    }),
  ),
  row_limit: z.number().int().positive(),
  byte_limit: z.number().int().positive(),
  disposition: z.literal('INLINE'),
  format: z.literal('JSON_ARRAY'),
  wait_timeout: z.string().regex(/^(?:0|[5-9]|[1-4][0-9]|50)s$/),
  on_wait_timeout: z.enum(['CONTINUE', 'CANCEL']),
});

/** A stand-in for the Statement Execution API of Databricks. */
export interface DatabricksStandIn extends Wire {
  readonly requests: readonly LoggedRequest[];
  readonly cancelled: readonly string[];
  /** How many questions find a statement unfinished, from now on; `PENDING` while the SQL warehouse starts. */
  setHeldBack(questions: number, state?: 'PENDING' | 'RUNNING'): void;
  /** Rows of a chunk, from now on. */
  setChunkSize(rows: number): void;
}

interface Statement {
  readonly table: BackingTable;
  readonly isCut: boolean;
  held: number;
  state: 'OPEN' | 'CANCELED';
}

export async function startDatabricks(backing: Backing): Promise<DatabricksStandIn> {
  const log = createRequestLog(Date.now);
  const statements = new Map<string, Statement>();
  const cancelled: string[] = [];
  let heldBack = 0;
  let heldState = 'RUNNING';
  let chunkSize = 100_000;
  const handle = async (request: WireRequest): Promise<WireAnswer> => {
    if (request.headers['authorization'] !== `Bearer ${TOKEN}`)
      return problem(
        401,
        'UNAUTHENTICATED',
        'Credential was not sent or was of an unsupported type for this API.',
      );
    const [, id, rest = ''] = /^\/api\/2\.0\/sql\/statements(?:\/([^/]+))?(\/.+)?$/.exec(request.path) ?? [];
    if (id === undefined)
      return request.method === 'POST' ? submit(request) : problem(404, 'ENDPOINT_NOT_FOUND', '');
    const statement = statements.get(id);
    if (statement === undefined) return problem(404, 'NOT_FOUND', `The statement ${id} was not found.`);
    if (request.method === 'POST' && rest === '/cancel') {
      statement.state = 'CANCELED';
      cancelled.push(id);
      return json(200, {});
    }
    const [, index] = /^\/result\/chunks\/(\d+)$/.exec(rest) ?? [];
    if (request.method !== 'GET' || (rest !== '' && index === undefined))
      return problem(404, 'ENDPOINT_NOT_FOUND', '');
    return index === undefined ? stateOf(id, statement) : chunkOf(statement, Number(index));
  };
  const wire = await startWire({
    handle,
    observe: log.observe,
    faultBody: (status) => bodyOf(CODES[status] ?? 'TEMPORARILY_UNAVAILABLE', 'injected'),
  });
  return {
    ...wire,
    requests: log.requests,
    cancelled,
    setHeldBack: (questions, state = 'RUNNING') => {
      heldBack = questions;
      heldState = state;
    },
    setChunkSize: (rows) => {
      chunkSize = rows;
    },
  };

  async function submit({ body }: WireRequest): Promise<WireAnswer> {
    const parsed = statementRequest.safeParse(JSON.parse(body.toString()));
    if (!parsed.success) return problem(400, 'INVALID_PARAMETER_VALUE', parsed.error.message);
    const { statement: text, warehouse_id, parameters, row_limit } = parsed.data;
    if (warehouse_id !== WAREHOUSE)
      return problem(404, 'NOT_FOUND', `SQL warehouse ${warehouse_id} does not exist.`);
    const named = new Set(parameters.map(({ name }) => name));
    const unbound = [...text.matchAll(/:(p\d+)/g)].find(([, name]) => !named.has(name ?? ''));
    const id = `01ee-${statements.size}`;
    if (unbound !== undefined)
      return failed(id, `[UNBOUND_SQL_PARAMETER] Found the unbound parameter: ${unbound[1]}.`);
    const table = await backing(
      text,
      parameters.map(
        ({ type, value }): SqlParameter => ({
          type: PARAMETERS[type],
          value: type === 'STRING' ? value : Number(value),
        }),
      ),
    );
    const statement: Statement = {
      table: { ...table, rows: table.rows.slice(0, row_limit) },
      isCut: table.rows.length > row_limit,
      held: heldBack,
      state: 'OPEN',
    };
    statements.set(id, statement);
    return stateOf(id, statement);
  }

  function stateOf(id: string, statement: Statement): WireAnswer {
    if (statement.state === 'CANCELED') return json(200, { statement_id: id, status: { state: 'CANCELED' } });
    if (statement.held > 0) {
      statement.held -= 1;
      return json(200, { statement_id: id, status: { state: heldState } });
    }
    const { columns, rows } = statement.table;
    const chunks = pagesOf(rows, chunkSize);
    return json(200, {
      statement_id: id,
      status: { state: 'SUCCEEDED' },
      manifest: {
        format: 'JSON_ARRAY',
        schema: {
          column_count: columns.length,
          columns: columns.map(({ name, kind }, position) => ({ name, ...TYPES[kind], position })),
        },
        total_chunk_count: chunks.length,
        total_row_count: rows.length,
        total_byte_count: rows.length * 10,
        truncated: statement.isCut,
      },
      result: chunk(chunks, 0),
    });
  }

  function chunkOf({ table }: Statement, index: number): WireAnswer {
    const chunks = pagesOf(table.rows, chunkSize);
    return index < chunks.length
      ? json(200, chunk(chunks, index))
      : problem(404, 'NOT_FOUND', 'No such chunk');
  }
}

function chunk(chunks: readonly BackingTable['rows'][], index: number) {
  const next = index + 1 < chunks.length ? { next_chunk_index: index + 1 } : {};
  return {
    chunk_index: index,
    row_count: chunks[index]?.length ?? 0,
    // Databricks leaves it out if there is no row.
    ...((chunks[index]?.length ?? 0) > 0 ? { data_array: chunks[index] } : {}),
    ...next,
  };
}

const TYPES = {
  text: { type_name: 'STRING', type_text: 'STRING' },
  integer: { type_name: 'LONG', type_text: 'BIGINT' },
  number: { type_name: 'DOUBLE', type_text: 'DOUBLE' },
  truth: { type_name: 'BOOLEAN', type_text: 'BOOLEAN' },
} as const;

function json(status: number, body: object): WireAnswer {
  return { status, body: JSON.stringify(body) };
}

function failed(id: string, message: string): WireAnswer {
  return json(200, {
    statement_id: id,
    status: { state: 'FAILED', error: { error_code: 'BAD_REQUEST', message }, sql_state: '42P02' },
  });
}

const CODES: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  429: 'RESOURCE_EXHAUSTED',
};

function bodyOf(error_code: string, message: string): string {
  return JSON.stringify({ error_code, message });
}

/** A refusal as Databricks writes it. */
export function problem(status: number, error_code: string, message: string): WireAnswer {
  return { status, body: bodyOf(error_code, message) };
}
