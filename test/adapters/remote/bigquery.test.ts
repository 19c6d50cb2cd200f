import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readServiceAccountKey } from '#adapters/bigquery/key.ts';
import type { SqlLimits } from '#ports/sql-engine.ts';
import {
  type BigQueryStandIn,
  LOCATION,
  problem,
  startBigQuery,
} from '#sandbox/stand-ins/bigquery/start-bigquery.ts';
import { always } from '#sandbox/stand-ins/warehouses/backing.ts';
import { makeKeyPair } from '#sandbox/stand-ins/warehouses/verify-token.ts';
import { bigQueryEngine, handClock } from './vendors.ts';

const LIMITS: SqlLimits = { seconds: 5, rows: 10, bytes: null };
const ONE = always({ columns: [{ name: 'one', kind: 'integer' }], rows: [['1']] });
const STATEMENT = {
  name: 'experiment look',
  text: 'SELECT @p0, @p1, @p2, @p0',
  parameters: [
    { type: 'text', value: 'é' },
    { type: 'integer', value: 7 },
    { type: 'number', value: 0.5 },
  ],
} as const;

describe('BigQuery', () => {
  const clock = handClock(Date.UTC(2026, 10, 30));
  let standIn: BigQueryStandIn;
  beforeEach(async () => {
    clock.at = Date.UTC(2026, 10, 30);
    standIn = await startBigQuery(ONE, { now: () => clock.now() });
  });
  afterEach(() => standIn.close());
  const grants = () => standIn.requests.filter(({ path }) => path === '/token').length;
  const sent = () =>
    standIn.requests.filter(({ path }) => path.endsWith('/queries')).map(({ body }) => JSON.parse(body));

  it('tells what a statement read, and names its parameters with their types', async () => {
    const engine = bigQueryEngine(standIn, { clock });
    expect(await engine.query(STATEMENT, LIMITS)).toEqual({ rows: [{ one: 1 }], bytes: 1_000 });
    expect(sent()).toMatchObject([
      {
        labels: { 'co-pilot': 'experiment-look' },
        jobTimeoutMs: '5000',
        queryParameters: [
          { name: 'p0', parameterType: { type: 'STRING' }, parameterValue: { value: 'é' } },
          { name: 'p1', parameterType: { type: 'INT64' }, parameterValue: { value: '7' } },
          { name: 'p2', parameterType: { type: 'FLOAT64' }, parameterValue: { value: '0.5' } },
        ],
      },
    ]);
  });

  it('uses a token for an hour, and a new one after', async () => {
    const engine = bigQueryEngine(standIn, { clock });
    await engine.query(STATEMENT, LIMITS);
    clock.at += 3_500_000;
    await engine.query(STATEMENT, LIMITS);
    expect(grants()).toBe(1);
    clock.at += 60_000;
    await engine.query(STATEMENT, LIMITS);
    expect(grants()).toBe(2);
  });

  it('forgets a token that was taken back', async () => {
    const engine = bigQueryEngine(standIn, { clock });
    await engine.query(STATEMENT, LIMITS);
    standIn.revokeTokens();
    await expect(engine.query(STATEMENT, LIMITS)).rejects.toMatchObject({ code: 'warehouse.unauthorised' });
    expect((await engine.query(STATEMENT, LIMITS)).rows).toHaveLength(1);
  });

  it('asks with a token that only reads', async () => {
    await bigQueryEngine(standIn, { clock }).query(STATEMENT, LIMITS);
    const [{ body = '' } = {}] = standIn.requests.filter(({ path }) => path === '/token');
    const assertion = new URLSearchParams(body).get('assertion') ?? '';
    const claims = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString());
    expect(claims.scope).toBe('https://www.googleapis.com/auth/cloud-platform.read-only');
  });

  it('is refused with another key', async () => {
    const account = readServiceAccountKey(
      JSON.stringify({ ...JSON.parse(standIn.keyFile), private_key: makeKeyPair().pem }),
    );
    if (account === null) throw new Error('no key');
    const engine = bigQueryEngine(standIn, { clock, account });
    await expect(engine.query(STATEMENT, LIMITS)).rejects.toMatchObject({ code: 'warehouse.unauthorised' });
  });

  it('pays for no more bytes than it may', async () => {
    const engine = bigQueryEngine(standIn, { clock });
    await expect(engine.query(STATEMENT, { ...LIMITS, bytes: 999 })).rejects.toMatchObject({
      code: 'warehouse.query-too-large',
    });
    expect((await engine.query(STATEMENT, { ...LIMITS, bytes: 1_000 })).bytes).toBe(1_000);
  });

  it('checks a statement without running it', async () => {
    const engine = bigQueryEngine(standIn, { clock });
    await engine.check?.(STATEMENT, LIMITS);
    expect(sent()).toMatchObject([{ dryRun: true }]);
    standIn.fail({ kind: { answer: problem(404, 'notFound', 'Not found: Table a.b') } });
    await expect(engine.check?.(STATEMENT, LIMITS)).rejects.toMatchObject({ code: 'warehouse.not-found' });
  });

  it('asks in its location', async () => {
    await bigQueryEngine(standIn, { clock, location: LOCATION }).query(STATEMENT, LIMITS);
    await expect(
      bigQueryEngine(standIn, { clock, location: 'US' }).query(STATEMENT, LIMITS),
    ).rejects.toMatchObject({ code: 'warehouse.not-found' });
  });

  it.each([
    [400, 'invalidQuery', 'Unrecognized name: amount at [3:1]', 'warehouse.not-found'],
    [400, 'invalidQuery', 'Syntax error: Unexpected end of script', 'warehouse.refused'],
    [400, 'resourcesExceeded', 'Resources exceeded during query execution', 'warehouse.query-too-large'],
    [403, 'quotaExceeded', 'Quota exceeded', 'warehouse.over-quota'],
    [403, 'rateLimitExceeded', 'Exceeded rate limits', 'warehouse.unavailable'],
    [403, 'accessDenied', 'Access Denied: Table a.b', 'warehouse.forbidden'],
    [400, 'stopped', 'Job execution was cancelled: Job timed out after 5s', 'warehouse.query-too-slow'],
    [404, 'notFound', 'Not found: Dataset acme-shop:analytics', 'warehouse.not-found'],
  ])('tells %i %s (%s) as %s', async (status, reason, message, code) => {
    standIn.fail({ kind: { answer: problem(status, reason, message) }, path: '/queries' });
    const asked = bigQueryEngine(standIn, { clock }).query(STATEMENT, LIMITS);
    await expect(asked).rejects.toMatchObject({ code, message: expect.not.stringContaining(message) });
  });

  it('reads the key of a service account and nothing else', () => {
    const file = JSON.parse(standIn.keyFile);
    expect(readServiceAccountKey(standIn.keyFile)).toMatchObject({ email: file.client_email });
    for (const wrong of [
      '{',
      '[]',
      JSON.stringify({ ...file, type: 'authorized_user' }),
      JSON.stringify({ ...file, private_key: 'none' }),
      JSON.stringify({ ...file, token_uri: 'http://oauth2.example.com/token' }),
    ])
      expect(readServiceAccountKey(wrong)).toBeNull();
  });
});
