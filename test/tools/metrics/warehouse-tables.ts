import fc from 'fast-check';
import { expect } from 'vitest';
import type { LookFigures } from '#ports/look-figures.ts';
import type { WarehouseTables } from '#ports/warehouse-tables.ts';
import { foldLook } from '#test/support/fold-look.ts';
import type { StoredEvent } from '#tools/hogql/event-store.ts';
import {
  type CaseRow,
  caseRows,
  describeTable,
  type LoadWarehouse,
} from '#tools/metrics-cases/warehouses/case-table.ts';
import { createWarehouseMetrics } from '#warehouse/metrics-source.ts';
import { requestOf, storedEvents, table, ZONES } from './random-tables.ts';

/** So many tables of few persons make one project, so that variances have more than two values. */
const TABLES_A_PROJECT = 25;
const LIMITS = { seconds: 120, rows: 20_000, bytes: null };

/** The events of a project in three tables: exposures, orders alone, and all others. */
function tablesOf(
  index: number,
  events: readonly StoredEvent[],
): readonly (readonly [string, readonly CaseRow[]])[] {
  const rows = caseRows(events);
  const isExposure = ({ event }: CaseRow) => event.startsWith('$');
  return [
    [`exposures_${index}`, rows.filter(isExposure)],
    [`orders_${index}`, rows.filter(({ event }) => event === 'order')],
    [`others_${index}`, rows.filter((row) => !isExposure(row) && row.event !== 'order')],
  ];
}

function descriptionOf(index: number, form: 'text' | 'timestamp'): WarehouseTables {
  const facts = (name: string) => describeTable(`${name}_${index}`, form).facts;
  return {
    exposures: describeTable(`exposures_${index}`, form).exposures,
    facts: [...facts('orders').map((one) => ({ ...one, event: { name: 'order' } })), ...facts('others')],
  };
}

/** Asks a database of random event tables what a plain fold knows. Gives how many units were seen. */
export async function compareWithFold(load: LoadWarehouse, count: number): Promise<number> {
  const drawn = fc
    .sample(table, { numRuns: count, seed: 75 })
    .map((one, index) => storedEvents(`t${index}`, one));
  const projects = Array.from({ length: Math.ceil(count / TABLES_A_PROJECT) }, (_, index) =>
    drawn.slice(index * TABLES_A_PROJECT, (index + 1) * TABLES_A_PROJECT).flat(),
  );
  const warehouse = await load(new Map(projects.flatMap((events, index) => tablesOf(index, events))));
  let unitsSeen = 0;
  try {
    for (const [index, events] of projects.entries()) {
      const engine = await warehouse.connect(ZONES[index % ZONES.length] ?? 'UTC');
      const tables = descriptionOf(index, engine.dialect === 'sqlite' ? 'text' : 'timestamp');
      const request = requestOf(index, 1 + (index % 4));
      const [figures] = await createWarehouseMetrics({ engine, tables: () => tables, limits: LIMITS }).looks([
        request,
      ]);
      await engine.close();
      unitsSeen += Object.values(figures.units).reduce((a, b) => a + b, 0);
      expect(rounded(figures), `project ${index}`).toEqual(rounded(foldLook(request, events)));
    }
  } finally {
    await warehouse.stop();
  }
  return unitsSeen;
}

/** Nine digits of every figure: sums in another order differ in the last ones. */
function rounded(figures: LookFigures): unknown {
  return JSON.parse(JSON.stringify(figures), (_, value) =>
    typeof value === 'number' ? Number((Math.abs(value) < 1e-9 ? 0 : value).toPrecision(9)) : value,
  );
}
