import type { SqlEngine } from '#ports/sql-engine.ts';
import { createWarehouseMetrics } from '#warehouse/metrics-source.ts';
import { compareBaseline, compareLook } from './compare.ts';
import { questionOf } from './question.ts';
import type { MetricsCase } from './read-case.ts';
import type { CaseResult } from './run-cases.ts';
import { caseTables, describeTable, type LoadWarehouse, tableOf } from './warehouses/case-table.ts';

/** More than any case needs. */
const LIMITS = { seconds: 120, rows: 20_000, bytes: null };

/** Stores the events of all cases in one database, and asks every question of the product's source of metrics over it. */
export async function runOnWarehouse(
  load: LoadWarehouse,
  cases: readonly MetricsCase[],
): Promise<readonly CaseResult[]> {
  const warehouse = await load(caseTables(cases));
  try {
    const results: CaseResult[] = [];
    for (const [index, one] of cases.entries()) {
      const engine = await warehouse.connect(one.timezone);
      const faults = await faultsOf(engine, one, tableOf(index)).catch((fault: unknown) => [told(fault)]);
      await engine.close();
      results.push({ id: one.id, faults });
    }
    return results;
  } finally {
    await warehouse.stop();
  }
}

function told(fault: unknown): string {
  return fault instanceof Error && fault.cause !== undefined ? `${fault}: ${fault.cause}` : String(fault);
}

async function faultsOf(engine: SqlEngine, one: MetricsCase, table: string): Promise<readonly string[]> {
  const form = engine.dialect === 'sqlite' ? 'text' : 'timestamp';
  const tables = describeTable(table, form);
  const source = createWarehouseMetrics({ engine, tables: () => tables, limits: LIMITS });
  const question = questionOf(one);
  if (question.kind === 'baseline') return compareBaseline(one, await source.baseline(question.request));
  const [figures] = await source.looks([question.request]);
  return compareLook(one, figures);
}
