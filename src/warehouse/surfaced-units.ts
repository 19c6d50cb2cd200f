import type { BaselineRequest, SurfaceRule, Window } from '#ports/look-request.ts';
import type { FactTable, WarehouseTables } from '#ports/warehouse-tables.ts';
import { selectFrom } from '#shared/sql-columns.ts';
import { eventRows, whereAll } from './event-rows.ts';
import { exceptTestAccounts, testAccountColumn } from './exposed-units.ts';
import { columnName, tableName } from './identifiers.ts';
import { allOf, rulePredicate } from './rules.ts';
import type { Writing } from './statement.ts';
import type { TableReader } from './table-reader.ts';

/** Adds `units` as `addExposedUnits` does, all in arm 1: those with an event on the surface in the window, in any table of events. */
export function addSurfacedUnits(
  { surface, testAccounts }: BaselineRequest,
  window: Window,
  tables: WarehouseTables,
  writing: Writing,
): void {
  const { levels, dialect } = writing;
  const met = tables.facts.map((table) => {
    const rows = eventRows(table, tables.unitsAreText ?? false, writing);
    const rules = surface.map((rule) => `(${surfacePredicate(rule, table, rows.reader, writing)})`);
    const columns = [
      { name: 'met_unit', text: rows.unit },
      { name: 'met_at', text: rows.at },
      ...testAccountColumn(testAccounts, rows.reader, writing),
    ];
    const isOnSurface = rules.length === 0 ? NEVER : `(${rules.join(' OR ')})`;
    const conditions = [isOnSurface, ...rows.within(window.from, window.until)];
    return `${selectFrom(columns, tableName(dialect, table.table))}\n${whereAll(conditions)}`;
  });
  levels.add('look__met', met.join('\nUNION ALL\n'));
  const grouped = selectFrom(
    [
      { name: 'unit', text: 'met_unit' },
      { name: 'arm', text: '1' },
      { name: 'first_at', text: 'MIN(met_at)' },
    ],
    'look__met',
  );
  levels.add('look__units', `${grouped}\nGROUP BY met_unit${exceptTestAccounts(testAccounts)}`);
}

const NEVER = '1 = 0';

function surfacePredicate(
  rule: SurfaceRule,
  table: FactTable,
  reader: TableReader,
  writing: Writing,
): string {
  const { dialect, values } = writing;
  const isNamed = (name: string): string => {
    if ('column' in table.event) return `${columnName(dialect, table.event.column)} = ${values.bind(name)}`;
    return table.event.name === name ? '1 = 1' : NEVER;
  };
  switch (rule.match) {
    case 'named': {
      const value = values.bind(rule.value);
      const places = ['$pathname', '$screen_name'].filter(reader.has);
      return [isNamed(rule.value), ...places.map((name) => `${reader.text(name)} = ${value}`)].join(' OR ');
    }
    case 'equals':
      return `${reader.text(rule.property)} = ${values.bind(rule.value)}`;
    case 'starts-with':
      return dialect.startsWith(reader.text(rule.property), values.bind(rule.value));
    case 'regex':
      return dialect.matches(reader.text(rule.property), values.bind(rule.value));
    case 'event': {
      const conditions = rule.where.map((condition) => rulePredicate(condition, writing, reader));
      return allOf([isNamed(rule.event), ...conditions]);
    }
  }
}
