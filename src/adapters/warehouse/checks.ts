import type { Check } from '#adapters/vendor.ts';
import type { SqlEngine } from '#ports/sql-engine.ts';
import { warehouseFault } from '#ports/sql-faults.ts';
import type { WarehouseTables } from '#ports/warehouse-tables.ts';
import { DIALECTS } from '#warehouse/dialects/all.ts';
import { tableStatements } from '#warehouse/table-statements.ts';

const LIMITS = { seconds: 10, rows: 10, bytes: null };

/** The tables as they are described; throws `warehouse.undescribed` if none are. */
export function describedTables(tables: WarehouseTables | undefined): WarehouseTables {
  if (tables !== undefined) return tables;
  throw warehouseFault(
    'undescribed',
    'WAREHOUSE_URL is set, but the settings describe no tables. Describe them under `warehouse` in the settings, or unset it.',
  );
}

/** Every described table is there, with its columns, and may be read. */
export function warehouseChecks(engine: SqlEngine, described: WarehouseTables | undefined): readonly Check[] {
  if (described === undefined)
    return [{ what: 'the tables', isNeeded: true, ask: async () => void describedTables(described) }];
  return tableStatements(described, DIALECTS[engine.dialect]).map(({ table, statement }) => ({
    what: table,
    isNeeded: true,
    ask: async () => {
      await (engine.check ?? engine.query)(statement, LIMITS);
    },
  }));
}
