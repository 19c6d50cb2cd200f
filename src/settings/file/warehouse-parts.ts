import type { EventTable, FactTable, PropertyColumn, WarehouseTables } from '#ports/warehouse-tables.ts';
import type { WarehouseEntry } from './warehouse-schema.ts';

type TableEntry = WarehouseEntry['facts'][number];

/** The tables of the file in the words of the product; nothing if it describes none. */
export function warehouseParts({ warehouse }: { readonly warehouse?: WarehouseEntry | undefined }): {
  readonly warehouse?: WarehouseTables;
} {
  if (warehouse === undefined) return {};
  const { exposures, facts, unitsAreText } = warehouse;
  const { event, experiment, variant } = exposures;
  return {
    warehouse: {
      exposures: {
        ...tableOf(exposures),
        ...(event === undefined ? {} : { event }),
        experiment,
        variant,
      },
      facts: facts.map(factOf),
      ...(unitsAreText === undefined ? {} : { unitsAreText }),
    },
  };
}

function factOf(entry: TableEntry): FactTable {
  const { event, everyRowIs = '', id } = entry;
  return {
    ...tableOf(entry),
    event: event === undefined ? { name: everyRowIs } : { column: event },
    ...(id === undefined ? {} : { id }),
  };
}

function tableOf(entry: Omit<TableEntry, 'event' | 'everyRowIs' | 'id'>): EventTable {
  const { table, unit, time, partition, properties, columns, filters } = entry;
  return {
    ...{ table, unit },
    time: typeof time === 'string' ? { column: time, form: 'timestamp' } : time,
    ...(partition === undefined ? {} : { partition }),
    ...(properties === undefined ? {} : { properties }),
    ...(columns === undefined ? {} : { columns: mapValues(columns, columnOf) }),
    ...(filters === undefined ? {} : { filters }),
  };
}

function columnOf(entry: string | PropertyColumn): PropertyColumn {
  return typeof entry === 'string' ? { column: entry, type: 'text' } : entry;
}

function mapValues<From, To>(
  group: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(group).map(([key, value]) => [key, map(value)]));
}

/** The tables as the file has them; nothing is left out. */
export function warehouseEntry({ warehouse }: { readonly warehouse?: WarehouseTables }): {
  readonly warehouse?: WarehouseEntry;
} {
  if (warehouse === undefined) return {};
  const { exposures, facts, ...rest } = warehouse;
  return {
    warehouse: {
      exposures: { ...exposures, ...mutable(exposures) },
      facts: facts.map(({ event, ...fact }) => ({
        ...fact,
        ...mutable(fact),
        ...('column' in event ? { event: event.column } : { everyRowIs: event.name }),
      })),
      ...rest,
    },
  };
}

/** The fields that the schema has as lists and records of its own, for a table without them. */
function mutable({ columns, filters }: Pick<EventTable, 'columns' | 'filters'>) {
  return {
    columns: columns === undefined ? undefined : { ...columns },
    filters: filters === undefined ? undefined : [...filters],
  };
}
