import { afterEach, describe, expect, it } from 'vitest';
import type { SqlLimits } from '#ports/sql-engine.ts';
import { always, type BackingTable } from '#sandbox/stand-ins/warehouses/backing.ts';
import { HASTY, REMOTES, type Remote } from './vendors.ts';

const LIMITS: SqlLimits = { seconds: 5, rows: 10, bytes: null };
const STATEMENT = { name: 'experiment look', text: 'SELECT 1 AS one', parameters: [] };
const TABLE: BackingTable = {
  columns: [
    { name: 'label', kind: 'text' },
    { name: 'units', kind: 'integer' },
    { name: 'mean', kind: 'number' },
    { name: 'is_new', kind: 'truth' },
  ],
  rows: [
    ['Österreich "x"', '7', '0.1', 'true'],
    ['', '9007199254740993', '-1.5e-7', 'false'],
    [null, null, null, null],
    ['NULL', '0', 'NaN', 'TRUE'],
  ],
};
const ROWS = [
  { label: 'Österreich "x"', units: 7, mean: 0.1, is_new: true },
  { label: '', units: 9_007_199_254_740_993n, mean: -1.5e-7, is_new: false },
  { label: null, units: null, mean: null, is_new: null },
  { label: 'NULL', units: 0, mean: Number.NaN, is_new: true },
];

describe.each(REMOTES)('%s', (name, start) => {
  let remote: Remote;
  const begin = async (table = TABLE, times?: typeof HASTY) => {
    remote = await start(always(table), times);
    return remote.engine;
  };
  afterEach(() => remote.wire.close());

  it('gives rows by lower-case names, with values of their kinds', async () => {
    const engine = await begin();
    expect((await engine.query(STATEMENT, LIMITS)).rows).toEqual(ROWS);
  });

  it('gives no row of none', async () => {
    const engine = await begin({ ...TABLE, rows: [] });
    expect((await engine.query(STATEMENT, LIMITS)).rows).toEqual([]);
  });

  it('reads all pages', async () => {
    const engine = await begin();
    remote.pageBy(1);
    expect((await engine.query(STATEMENT, LIMITS)).rows).toEqual(ROWS);
  });

  it('waits for a statement that goes on', async () => {
    const engine = await begin();
    remote.holdBack(4);
    remote.pageBy(3);
    expect((await engine.query(STATEMENT, LIMITS)).rows).toEqual(ROWS);
    expect(remote.cancelled).toEqual([]);
  });

  it('cancels one that takes too long', async () => {
    const engine = await begin(TABLE, HASTY);
    remote.holdBack(1_000_000);
    await expect(engine.query(STATEMENT, { ...LIMITS, seconds: 1 })).rejects.toMatchObject({
      code: 'warehouse.query-too-slow',
      kind: 'excessive',
    });
    expect(remote.cancelled).toHaveLength(1);
  });

  it('cancels one that it lost sight of', async () => {
    const engine = await begin();
    remote.holdBack(1_000_000);
    remote.wire.fail({ kind: 'http-500', method: 'GET', skip: 2 });
    await expect(engine.query(STATEMENT, LIMITS)).rejects.toMatchObject({ code: 'warehouse.unavailable' });
    expect(remote.cancelled).toHaveLength(1);
  });

  it('takes no more rows than it may', async () => {
    const engine = await begin();
    await expect(engine.query(STATEMENT, { ...LIMITS, rows: 3 })).rejects.toMatchObject({
      code: 'warehouse.query-too-large',
    });
    expect((await engine.query(STATEMENT, { ...LIMITS, rows: 4 })).rows).toHaveLength(4);
  });

  it.each([
    ['http-401', 'warehouse.unauthorised', null],
    ['http-403', 'warehouse.forbidden', null],
    ['ratelimited', 'warehouse.unavailable', 7_000],
    ['http-500', 'warehouse.unavailable', null],
    ['garbled', 'warehouse.unexpected-answer', null],
    ['empty', 'warehouse.unexpected-answer', null],
  ] as const)('tells %s as %s, and goes on', async (kind, code, retryAfterMs) => {
    const engine = await begin();
    remote.wire.fail({ kind, path: /queries|statements/ });
    await expect(engine.query(STATEMENT, LIMITS)).rejects.toMatchObject({ code, retryAfterMs });
    expect((await engine.query(STATEMENT, LIMITS)).rows).toHaveLength(4);
  });

  it('tells that nothing answers, without the address', async () => {
    const engine = await begin();
    remote.wire.fail({ kind: 'unreachable', times: 9 });
    await expect(engine.query(STATEMENT, LIMITS)).rejects.toMatchObject({
      code: 'warehouse.unreachable',
      message: expect.not.stringMatching(/127\.0/),
    });
  });

  it.each([
    ['a number of a text', { kind: 'number', value: 'soon' }],
    ['a whole number with a fraction', { kind: 'integer', value: '1.5' }],
    ['a truth of a number', { kind: 'truth', value: '1' }],
  ] as const)('refuses %s', async (_, { kind, value }) => {
    const engine = await begin({ columns: [{ name: 'a', kind }], rows: [[value]] });
    await expect(engine.query(STATEMENT, LIMITS)).rejects.toMatchObject({
      code: 'warehouse.unexpected-answer',
    });
  });

  it('is asked whether it answers, without working on a statement', async () => {
    let ran = 0;
    remote = await start(async () => {
      ran += 1;
      return TABLE;
    });
    await remote.engine.probe?.();
    expect(ran).toBe(0);
    for (const [kind, code] of [
      ['http-401', 'warehouse.unauthorised'],
      ['http-500', 'warehouse.unavailable'],
      ['unreachable', 'warehouse.unreachable'],
    ] as const) {
      remote.wire.fail({ kind, path: /queries|statements/ });
      await expect(remote.engine.probe?.()).rejects.toMatchObject({ code });
    }
  });

  it('is named as people know it', async () => {
    expect((await begin()).name).toBe(name);
  });
});
