import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRedshiftEngine } from '#adapters/postgres/engine.ts';
import type { SqlEngine } from '#ports/sql-engine.ts';
import { type RedshiftStandIn, startRedshift } from '#sandbox/stand-ins/redshift/start-redshift.ts';
import { always } from '#sandbox/stand-ins/warehouses/backing.ts';

const LIMITS = { seconds: 5, rows: 2, bytes: null };
const STATEMENT = {
  name: 'experiment look',
  text: 'SELECT CAST($1 AS VARCHAR(65535)) AS label, CAST($2 AS BIGINT) AS units',
  parameters: [
    { type: 'text', value: 'é' },
    { type: 'integer', value: 7 },
  ],
} as const;

describe('Redshift', () => {
  let standIn: RedshiftStandIn;
  let engine: SqlEngine;
  const begin = async (rows: number) => {
    const row = ['é', '7', '0.5'];
    const columns = [
      { name: 'label', kind: 'text' },
      { name: 'units', kind: 'integer' },
      { name: 'mean', kind: 'number' },
    ] as const;
    standIn = await startRedshift(always({ columns, rows: Array.from({ length: rows }, () => row) }));
    engine = createRedshiftEngine({ url: standIn.url.replace('redshift:', 'postgresql:') });
  };
  beforeEach(() => begin(2));
  afterEach(async () => {
    await engine.close();
    await standIn.close();
  });

  it('is asked in transactions that read, with a time and a zone of their own', async () => {
    const { rows } = await engine.query(STATEMENT, LIMITS);
    expect(rows).toEqual([
      { label: 'é', units: '7', mean: 0.5 },
      { label: 'é', units: '7', mean: 0.5 },
    ]);
    expect(standIn.statements).toEqual([
      'BEGIN TRANSACTION READ ONLY',
      'SET LOCAL statement_timeout TO 5000',
      "SET LOCAL timezone TO 'UTC'",
      'SET LOCAL enable_case_sensitive_identifier TO true',
      STATEMENT.text,
      'COMMIT',
    ]);
  });

  it('takes no more rows than it may', async () => {
    await expect(engine.query(STATEMENT, { ...LIMITS, rows: 1 })).rejects.toMatchObject({
      code: 'warehouse.query-too-large',
    });
  });

  it.each([
    ['57014', 'warehouse.query-too-slow'],
    ['42P01', 'warehouse.not-found'],
    ['42703', 'warehouse.not-found'],
    ['42501', 'warehouse.forbidden'],
    ['XX000', 'warehouse.refused'],
  ])('tells SQLSTATE %s as %s in its own name, and goes on', async (state, code) => {
    standIn.fail(state);
    await expect(engine.query(STATEMENT, LIMITS)).rejects.toMatchObject({
      code,
      message: expect.not.stringMatching(/PostgreSQL|<|index/),
    });
    expect((await engine.query(STATEMENT, LIMITS)).rows).toHaveLength(2);
  });

  it('is asked whether it answers, without a statement', async () => {
    await engine.probe?.();
    expect(standIn.statements).toEqual([]);
  });

  it('tells a wrong password, and that nothing answers', async () => {
    const wrong = standIn.url.replace('redshift:', 'postgresql:').replace('secret', 'other');
    const refused = createRedshiftEngine({ url: wrong });
    await expect(refused.probe?.()).rejects.toMatchObject({
      code: 'warehouse.unauthorised',
      message: 'Amazon Redshift refused the user or the password. Correct WAREHOUSE_URL.',
    });
    await refused.close();
    const away = createRedshiftEngine({ url: 'postgresql://a:b@127.0.0.1:9/c?sslmode=disable' });
    await expect(away.query(STATEMENT, LIMITS)).rejects.toMatchObject({ code: 'warehouse.unreachable' });
    await away.close();
  });
});
