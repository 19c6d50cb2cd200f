import type { MetricPart } from '#domain/metric-sketch.ts';
import { warehouseFault } from '#ports/sql-faults.ts';
import type { FactTable, WarehouseTables } from '#ports/warehouse-tables.ts';

/** One table with the parts of metrics whose events it holds. */
export interface FactScan {
  readonly table: FactTable;
  readonly parts: readonly MetricPart[];
}

/**
 * Which tables are read for which parts: those whose rows all have the event's name, else those with a column of names. Throws
 * `warehouse.undescribed` if no table holds an event.
 */
export function factScans({ facts }: WarehouseTables, parts: readonly MetricPart[]): readonly FactScan[] {
  const held = parts.map((part) => ({ part, tables: tablesOf(facts, part.event) }));
  return facts
    .map((table) => ({
      table,
      parts: held.filter(({ tables }) => tables.includes(table)).map(({ part }) => part),
    }))
    .filter(({ parts: found }) => found.length > 0);
}

function tablesOf(facts: readonly FactTable[], event: string): readonly FactTable[] {
  const own = facts.filter((table) => 'name' in table.event && table.event.name === event);
  const found = own.length > 0 ? own : facts.filter((table) => 'column' in table.event);
  if (found.length > 0) return found;
  throw warehouseFault(
    'undescribed',
    `No table of the warehouse holds the event "${event}". Describe one under \`warehouse.facts\` in the settings.`,
  );
}
