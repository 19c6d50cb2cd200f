import { describe, expect, it } from 'vitest';
import { createRedshiftEngine } from '#adapters/postgres/engine.ts';
import type { DialectName, SqlEngine, SqlParameter } from '#ports/sql-engine.ts';
import { startRedshift } from '#sandbox/stand-ins/redshift/start-redshift.ts';
import type { Backing, BackingColumn } from '#sandbox/stand-ins/warehouses/backing.ts';
import { type MetricsCase, readMetricsCases } from '#tools/metrics-cases/read-case.ts';
import { runOnWarehouse } from '#tools/metrics-cases/run-on-warehouse.ts';
import type { LoadWarehouse } from '#tools/metrics-cases/warehouses/case-table.ts';
import { findSqlglot, loadTurned } from '#tools/metrics-cases/warehouses/sqlglot.ts';
import { REMOTES } from './vendors.ts';

const python = findSqlglot();
const LIMITS = { seconds: 60, rows: 20_000, bytes: null };
const cases = readMetricsCases('test/fixtures/metrics').map(({ read }): MetricsCase => {
  if (read instanceof Error) throw read;
  return read;
});

interface Started {
  readonly engine: SqlEngine;
  readonly close: () => Promise<void>;
}

const VENDORS: readonly (readonly [DialectName, (backing: Backing) => Promise<Started>])[] = [
  ...REMOTES.map(
    ([name, start]) =>
      [
        name.toLowerCase() as DialectName,
        async (backing: Backing) => {
          const { engine, wire, pageBy } = await start(backing);
          pageBy(2);
          return { engine, close: wire.close };
        },
      ] as const,
  ),
  [
    'redshift',
    async (backing) => {
      const standIn = await startRedshift(backing);
      const engine = createRedshiftEngine({ url: standIn.url.replace('redshift:', 'postgresql:') });
      return {
        engine,
        close: async () => {
          await engine.close();
          await standIn.close();
        },
      };
    },
  ],
];

const WHOLE = /^(?:part|day|arm|units|.*_(?:n|unusable))$/;

/** What a DuckDB that is asked in another SQL gives, as a stand-in sends it. */
function backedBy(engine: SqlEngine): Backing {
  return async (text, parameters: readonly SqlParameter[]) => {
    const { rows } = await engine.query({ name: 'case', text, parameters }, LIMITS);
    const columns = Object.keys(rows[0] ?? {}).map((name): BackingColumn => {
      if (name === 'label' || name === 'event') return { name, kind: 'text' };
      return { name, kind: WHOLE.test(name) ? 'integer' : 'number' };
    });
    return {
      columns,
      rows: rows.map((row) => columns.map(({ name }) => (row[name] == null ? null : String(row[name])))),
    };
  };
}

function over(dialect: DialectName, start: (backing: Backing) => Promise<Started>): LoadWarehouse {
  return async (tables) => {
    const turned = await loadTurned(python ?? '', dialect)(tables);
    return {
      stop: turned.stop,
      connect: async (timezone) => {
        const behind = await turned.connect(timezone);
        const { engine, close } = await start(backedBy(behind));
        return {
          ...engine,
          close: async () => {
            await close();
            await behind.close();
          },
        };
      },
    };
  };
}

describe.skipIf(python === null)('the figures of every fixture, over the wire', { timeout: 600_000 }, () => {
  it.each(VENDORS)('are right by the engine of %s', async (dialect, start) => {
    const results = await runOnWarehouse(over(dialect, start), cases);
    expect(results.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect(results.length).toBeGreaterThanOrEqual(14);
  });
});
