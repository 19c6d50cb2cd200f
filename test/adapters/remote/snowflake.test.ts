import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rsaKeyOf } from '#adapters/sql-http/read-key.ts';
import type { SqlLimits } from '#ports/sql-engine.ts';
import {
  problem,
  type SnowflakeStandIn,
  startSnowflake,
} from '#sandbox/stand-ins/snowflake/start-snowflake.ts';
import { always } from '#sandbox/stand-ins/warehouses/backing.ts';
import { makeKeyPair } from '#sandbox/stand-ins/warehouses/verify-token.ts';
import { handClock, snowflakeEngine } from './vendors.ts';

const LIMITS: SqlLimits = { seconds: 5, rows: 10, bytes: null };
const STATEMENT = {
  name: 'experiment look',
  text: 'SELECT CAST(? AS VARCHAR), CAST(? AS DOUBLE)',
  parameters: [
    { type: 'text', value: 'é?' },
    { type: 'number', value: 0.5 },
  ],
} as const;

describe('Snowflake', () => {
  const clock = handClock(Date.UTC(2026, 10, 30));
  let standIn: SnowflakeStandIn;
  beforeEach(async () => {
    clock.at = Date.UTC(2026, 10, 30);
    const one = always({ columns: [{ name: 'one', kind: 'integer' }], rows: [['1']] });
    standIn = await startSnowflake(one, () => clock.now());
  });
  afterEach(() => standIn.close());

  it('asks in UTC, in the name of its role, with a time of its own', async () => {
    expect(await snowflakeEngine(standIn, { clock }).query(STATEMENT, LIMITS)).toEqual({
      rows: [{ one: 1 }],
      bytes: null,
    });
    expect(JSON.parse(standIn.requests[0]?.body ?? '')).toMatchObject({
      ...{ timeout: 5, database: 'SHOP', schema: 'ANALYTICS', warehouse: 'WH', role: 'READER' },
      bindings: { 1: { type: 'TEXT', value: 'é?' }, 2: { type: 'REAL', value: '0.5' } },
      parameters: { timezone: 'UTC', rows_per_resultset: 11 },
    });
  });

  it('runs a statement once if its answer is lost', async () => {
    standIn.fail({ kind: 'done-but-no-answer' });
    expect((await snowflakeEngine(standIn, { clock }).query(STATEMENT, LIMITS)).rows).toEqual([{ one: 1 }]);
    expect(standIn.ran()).toBe(1);
    expect(standIn.requests).toHaveLength(2);
  });

  it('signs a new token before the old one ends', async () => {
    const engine = snowflakeEngine(standIn, { clock });
    for (let hours = 0; hours < 3; hours += 1) {
      await engine.query(STATEMENT, LIMITS);
      clock.at += 3_500_000;
    }
    expect(standIn.ran()).toBe(3);
  });

  it('is refused with another key or another user', async () => {
    const key = rsaKeyOf(makeKeyPair().pem);
    if (key === null) throw new Error('no key');
    for (const more of [{ key }, { user: 'other' }])
      await expect(
        snowflakeEngine(standIn, { clock, ...more }).query(STATEMENT, LIMITS),
      ).rejects.toMatchObject({ code: 'warehouse.unauthorised' });
  });

  it.each([
    [422, '002003', '42S02', "SQL compilation error: Object 'A' does not exist", 'warehouse.not-found'],
    [422, '000904', '42000', "SQL compilation error: invalid identifier 'B'", 'warehouse.not-found'],
    [422, '003001', '42501', 'SQL access control error: Insufficient privileges', 'warehouse.forbidden'],
    [422, '000606', '57P03', 'No active warehouse selected in the current session', 'warehouse.address'],
    [422, '090073', '22000', 'Warehouse cannot be resumed because resource monitor', 'warehouse.over-quota'],
    [422, '000630', '57014', 'Statement reached its statement timeout', 'warehouse.query-too-slow'],
    [408, '000630', '57014', 'Statement reached its statement timeout', 'warehouse.query-too-slow'],
    [422, '001003', '42000', 'SQL compilation error: syntax error', 'warehouse.refused'],
    [429, '390505', '', 'Too many requests', 'warehouse.unavailable'],
    [200, '391908', '', 'Result set is too large', 'warehouse.query-too-large'],
  ])('tells %i %s (%s %s) as %s', async (status, code, state, message, told) => {
    standIn.fail({ kind: { answer: problem(status, code, message, state) } });
    const asked = snowflakeEngine(standIn, { clock }).query(STATEMENT, LIMITS);
    await expect(asked).rejects.toMatchObject({
      code: told,
      message: expect.not.stringContaining(message),
    });
  });
});
