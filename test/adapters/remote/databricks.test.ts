import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SqlLimits } from '#ports/sql-engine.ts';
import {
  type DatabricksStandIn,
  problem,
  startDatabricks,
} from '#sandbox/stand-ins/databricks/start-databricks.ts';
import { always } from '#sandbox/stand-ins/warehouses/backing.ts';
import { databricksEngine, HASTY } from './vendors.ts';

const LIMITS: SqlLimits = { seconds: 20, rows: 10, bytes: null };
const STATEMENT = {
  name: 'experiment look',
  text: 'SELECT :p0, :p1, :p0',
  parameters: [
    { type: 'text', value: 'é' },
    { type: 'integer', value: 7 },
  ],
} as const;

/** An answer to a statement that ended. */
function ended(state: string, error_code: string, message: string) {
  const status = { state, error: { error_code, message } };
  return { status: 200, body: JSON.stringify({ statement_id: '01ee-9', status }) };
}

describe('Databricks', () => {
  let standIn: DatabricksStandIn;
  beforeEach(async () => {
    standIn = await startDatabricks(always({ columns: [{ name: 'one', kind: 'integer' }], rows: [['1']] }));
  });
  afterEach(() => standIn.close());

  it('names its parameters with their types, and asks for no more than it may take', async () => {
    expect(await databricksEngine(standIn).query(STATEMENT, LIMITS)).toEqual({
      rows: [{ one: 1 }],
      bytes: null,
    });
    expect(JSON.parse(standIn.requests[0]?.body ?? '')).toMatchObject({
      ...{ catalog: 'main', schema: 'shop', row_limit: 11, wait_timeout: '10s', on_wait_timeout: 'CONTINUE' },
      parameters: [
        { name: 'p0', type: 'STRING', value: 'é' },
        { name: 'p1', type: 'BIGINT', value: '7' },
      ],
    });
  });

  it('tells that its SQL warehouse is starting, and asks later', async () => {
    standIn.setHeldBack(1_000_000, 'PENDING');
    const engine = databricksEngine(standIn, HASTY);
    await expect(engine.query(STATEMENT, { ...LIMITS, seconds: 1 })).rejects.toMatchObject({
      code: 'warehouse.unavailable',
      retryable: true,
    });
    expect(standIn.cancelled).toHaveLength(1);
  });

  it('is refused with another token', async () => {
    const engine = databricksEngine(standIn, { token: `dapi${'f'.repeat(32)}` });
    await expect(engine.query(STATEMENT, LIMITS)).rejects.toMatchObject({ code: 'warehouse.unauthorised' });
  });

  it('knows no other warehouse', async () => {
    const engine = databricksEngine(standIn, { warehouseId: 'ffff' });
    await expect(engine.query(STATEMENT, LIMITS)).rejects.toMatchObject({ code: 'warehouse.address' });
  });

  it.each([
    [
      'BAD_REQUEST',
      '[TABLE_OR_VIEW_NOT_FOUND] The table or view `a` cannot be found.',
      'warehouse.not-found',
    ],
    ['BAD_REQUEST', '[UNRESOLVED_COLUMN.WITH_SUGGESTION] A column `b`', 'warehouse.not-found'],
    ['BAD_REQUEST', '[INSUFFICIENT_PERMISSIONS] Insufficient privileges', 'warehouse.forbidden'],
    ['BAD_REQUEST', '[PARSE_SYNTAX_ERROR] Syntax error', 'warehouse.refused'],
    [
      'BAD_REQUEST',
      'Inline byte limit exceeded: result exceeds the 25 MiB limit',
      'warehouse.query-too-large',
    ],
    ['INTERNAL_ERROR', 'Internal error', 'warehouse.unavailable'],
    ['DEADLINE_EXCEEDED', 'Deadline exceeded', 'warehouse.query-too-slow'],
  ])('tells %s (%s) as %s', async (error, message, code) => {
    standIn.fail({ kind: { answer: ended('FAILED', error, message) } });
    const asked = databricksEngine(standIn).query(STATEMENT, LIMITS);
    await expect(asked).rejects.toMatchObject({ code, message: expect.not.stringContaining(message) });
  });

  it('tells that a statement was cancelled by hand, and that an answer is cut', async () => {
    standIn.fail({ kind: { answer: ended('CANCELED', 'CANCELLED', 'cancelled') } });
    await expect(databricksEngine(standIn).query(STATEMENT, LIMITS)).rejects.toMatchObject({
      code: 'warehouse.query-too-slow',
    });
    const cut = {
      statement_id: '01ee-9',
      status: { state: 'SUCCEEDED' },
      manifest: {
        schema: { columns: [{ name: 'one', type_name: 'LONG' }] },
        total_row_count: 1,
        truncated: true,
      },
      result: { data_array: [['1']] },
    };
    standIn.fail({ kind: { answer: { status: 200, body: JSON.stringify(cut) } } });
    await expect(databricksEngine(standIn).query(STATEMENT, LIMITS)).rejects.toMatchObject({
      code: 'warehouse.query-too-large',
    });
  });

  it('tells a refusal of the interface', async () => {
    standIn.fail({ kind: { answer: problem(400, 'INVALID_PARAMETER_VALUE', 'wait_timeout') } });
    await expect(databricksEngine(standIn).query(STATEMENT, LIMITS)).rejects.toMatchObject({
      code: 'warehouse.refused',
    });
  });
});
