import { type Column, same, selectFrom } from '#shared/sql-columns.ts';
import type { JoinBy } from './dialect.ts';
import type { Levels } from './statement.ts';

/** What is selected of units with their events. */
export interface JoinedColumns {
  /** Names of the columns of `look__units` beside `unit`; `arm` is one, and never NULL. */
  readonly ofUnits: readonly string[];
  /** Names of the columns of `look__happened` beside `event_unit` that are read. */
  readonly ofEvents: readonly string[];
  /** Expressions of both; of a unit without an event, those of the event are NULL. */
  readonly columns: readonly Column[];
}

/** Up to so many units an index of them stays in memory: SQLite gives 2 MB to one that it makes for a statement. */
const FEW_UNITS = 100_000;
const UNITS = '(SELECT COUNT(*) FROM look__units)';
/** If there are more events for each unit, many may be of other units, and are better left out before they are sorted. */
const MOST_EVENTS = 8;

/** The text of a level with a row for each event of a unit, and one at least for each unit. Adds the levels that it needs. */
export function joinedText(by: JoinBy, wanted: JoinedColumns, levels: Levels): string {
  const { columns } = wanted;
  switch (by) {
    case 'left':
      return selectFrom(columns, 'look__units\nLEFT JOIN look__happened ON event_unit = unit');
    case 'right':
      return selectFrom(columns, 'look__happened\nRIGHT JOIN look__units ON event_unit = unit');
    case 'sort':
      return `${selectFrom(columns, addSorted(wanted, levels))}\nWHERE arm IS NOT NULL`;
  }
}

/** Units and events in one list, in which each event has what is known of its unit; NULL if that is none of the units. */
function addSorted({ ofUnits, ofEvents }: JoinedColumns, levels: Levels): string {
  const none = (names: readonly string[]) => names.map((name) => ({ name, text: 'NULL' }));
  const units = selectFrom(['unit', ...ofUnits].map(same).concat(none(ofEvents)), 'look__units');
  const events = selectFrom(
    [{ name: 'unit', text: 'event_unit' }, ...none(ofUnits), ...ofEvents.map(same)],
    'look__happened',
  );
  // An index of many units is read from the disk at random, which costs more than to sort a few events more for each.
  const isSortedWhole = `${UNITS} > ${FEW_UNITS} AND (SELECT COUNT(*) FROM look__happened) < ${MOST_EVENTS} * ${UNITS}`;
  const counted = `(${isSortedWhole}) OR event_unit IN (SELECT unit FROM look__units)`;
  levels.add('look__listed', `${units}\nUNION ALL\n${events}\nWHERE ${counted}`);
  const known = ofUnits.map((name) => ({ name, text: `MAX(${name}) OVER (PARTITION BY unit)` }));
  return levels.add(
    'look__told',
    selectFrom([same('unit'), ...known, ...ofEvents.map(same)], 'look__listed'),
  );
}
