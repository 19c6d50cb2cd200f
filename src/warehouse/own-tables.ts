import type { DialectName } from '#ports/sql-engine.ts';
import type { EventTable, WarehouseTables } from '#ports/warehouse-tables.ts';

/** The property with the number of an observation. */
export const OWN_VALUE = 'value';

/** What the two tables have in common. Units are numbers of 64 bits, moments milliseconds since the Unix epoch. */
const COMMON = {
  unit: 'unit',
  time: { column: 'at', form: 'milliseconds' },
  properties: 'properties',
} as const satisfies Partial<EventTable>;

/** The table of observations, with its schema or database. */
export function ownFacts(dialect: DialectName): string {
  return `${spaceOf(dialect)}observations`;
}

/**
 * The tables in which the bot keeps exposures and observations itself, as looks read them; the stores in `src/adapters` make them. Each
 * row is there once, so no copies are looked for.
 */
export function ownTables(dialect: DialectName): WarehouseTables {
  return {
    exposures: {
      ...{ ...COMMON, table: `${spaceOf(dialect)}exposures` },
      // With a sign that keeps them apart from properties of applications.
      ...{ experiment: '$flag', variant: '$variant' },
      columns: { $flag: { column: 'flag', type: 'text' }, $variant: { column: 'variant', type: 'text' } },
    },
    facts: [
      {
        ...{ ...COMMON, table: ownFacts(dialect), event: { column: 'name' } },
        columns: { [OWN_VALUE]: { column: 'value', type: 'number' } },
      },
    ],
    // They are of one type in both tables, and compared as they are.
    unitsAreText: true,
  };
}

/** A file of its own needs no further name; a server may hold other programs' tables. */
function spaceOf(dialect: DialectName): string {
  return dialect === 'sqlite' ? '' : 'co_pilot.';
}
