import type { TestAccounts } from '#domain/test-accounts.ts';
import type { LookRequest } from '#ports/look-request.ts';
import type { WarehouseTables } from '#ports/warehouse-tables.ts';
import { type Column, selectFrom } from '#shared/sql-columns.ts';
import { eventRows, whereAll } from './event-rows.ts';
import { columnName, tableName } from './identifiers.ts';
import { rulePredicate } from './rules.ts';
import type { Writing } from './statement.ts';
import type { TableReader } from './table-reader.ts';

/**
 * Adds `units`: one row per unit with an exposure in the window, test accounts left out. `unit`; `arm`, the number of its variant from
 * 1 on, 0 if no row named a declared variant, -1 if several; `first_at`, its first exposure in microseconds; `dimension_<i>`, its text.
 */
export function addExposedUnits(request: LookRequest, tables: WarehouseTables, writing: Writing): void {
  const { dialect, values, levels } = writing;
  const { exposures, unitsAreText = false } = tables;
  const rows = eventRows(exposures, unitsAreText, writing);
  const { reader } = rows;
  const named =
    exposures.event === undefined
      ? []
      : [`${columnName(dialect, exposures.event)} = ${values.bind(request.exposure.event)}`];
  const conditions = [
    ...named,
    `${reader.string(exposures.experiment)} = ${values.bind(request.flagKey)}`,
    ...rows.within(request.window.from, request.window.until),
  ];
  const variants = request.variants.map((key, index) => `WHEN ${values.bind(key)} THEN ${index + 1}`);
  const dimensions = request.dimensions.map((property, index): Column => {
    return { name: `met_dimension_${index}`, text: reader.text(property) };
  });
  const met = selectFrom(
    [
      { name: 'met_unit', text: rows.unit },
      { name: 'met_at', text: rows.at },
      { name: 'met_arm', text: `CASE ${reader.string(exposures.variant)} ${variants.join(' ')} ELSE 0 END` },
      ...testAccountColumn(request.testAccounts, reader, writing),
      ...dimensions,
    ],
    tableName(dialect, exposures.table),
  );
  levels.add('look__met', `${met}\n${whereAll(conditions)}`);
  const counting = (value: string) => `CASE WHEN met_arm > 0 THEN ${value} END`;
  const grouped = selectFrom(
    [
      { name: 'grouped_unit', text: 'met_unit' },
      { name: 'lowest_arm', text: `MIN(${counting('met_arm')})` },
      { name: 'highest_arm', text: 'MAX(met_arm)' },
      { name: 'earliest_at', text: `MIN(${counting('met_at')})` },
      ...dimensions.map(({ name }, index) => ({
        name: `earliest_${index}`,
        text: dialect.leastText(counting(dated(name, writing))),
      })),
    ],
    'look__met',
  );
  levels.add('look__grouped', `${grouped}\nGROUP BY met_unit${exceptTestAccounts(request.testAccounts)}`);
  levels.add(
    'look__units',
    selectFrom(
      [
        { name: 'unit', text: 'grouped_unit' },
        { name: 'arm', text: 'CASE WHEN lowest_arm < highest_arm THEN -1 ELSE highest_arm END' },
        { name: 'first_at', text: 'earliest_at' },
        ...dimensions.map((_, index) => ({
          name: `dimension_${index}`,
          text: `CASE WHEN substr(earliest_${index}, 21, 1) = '1' THEN substr(earliest_${index}, 22) END`,
        })),
      ],
      'look__grouped',
    ),
  );
}

/** A text that is least at the earliest moment, and then holds the value: after 20 digits, 0 for none or 1 and the value. */
function dated(value: string, { dialect }: Writing): string {
  return dialect.joined(
    dialect.digits('met_at'),
    `CASE WHEN ${value} IS NULL THEN '0' ELSE ${dialect.joined("'1'", value)} END`,
  );
}

/** Whether a row is of a test account, by the request's own rules; no column if it has none. */
export function testAccountColumn(
  { rules }: TestAccounts,
  reader: TableReader,
  writing: Writing,
): readonly Column[] {
  if (rules.length === 0) return [];
  const predicates = rules.map((rule) => rulePredicate(rule, writing, reader));
  return [
    {
      name: 'met_test',
      text: `CASE WHEN ${predicates.map((one) => `(${one})`).join(' OR ')} THEN 1 ELSE 0 END`,
    },
  ];
}

/** A unit is left out if any of its rows is marked. */
export function exceptTestAccounts({ rules }: TestAccounts): string {
  return rules.length === 0 ? '' : '\nHAVING MAX(met_test) = 0';
}
