import { type MetricPart, type MetricSketch, partsOf } from '#domain/metric-sketch.ts';
import type { WarehouseTables } from '#ports/warehouse-tables.ts';
import { type Column, createColumnShelf, same, selectFrom } from '#shared/sql-columns.ts';
import { type AskedProperty, askedOf, askedProperties } from './asked-properties.ts';
import { eventRows, whereAll } from './event-rows.ts';
import { type FactScan, factScans } from './fact-scans.ts';
import { columnName, tableName } from './identifiers.ts';
import { allOf, finite, rulePredicate } from './rules.ts';
import type { Writing } from './statement.ts';

/** Columns of the level `happened` that belong to a part of a metric. */
export interface FactColumns {
  /** 1 if the event is one of the part's. */
  readonly hit: string;
  /** Text of the property; null unless different texts are counted. */
  readonly text: string | null;
  /** Number of the property, and 1 if the property is there but no number; null unless numbers are summed. */
  readonly number: string | null;
  readonly bad: string | null;
}

/**
 * Adds `happened`: the events of all metrics, each table read once, from the first moment at which one can count. One row per event:
 * `event_unit`, `happened_at` in microseconds, and the columns of the parts. Copies of an event are one row.
 */
export function addMetricEvents(
  sketches: readonly MetricSketch[],
  window: { readonly from: number; readonly until: number },
  tables: WarehouseTables,
  writing: Writing,
): (part: MetricPart) => FactColumns {
  const parts = partsOf(sketches);
  const asked = askedProperties(parts);
  const hits = createColumnShelf('hit');
  const bads = createColumnShelf('bad');
  const found = new Map(parts.map((part) => [part, columnsOf(part)]));
  const pastSeconds = Math.max(0, ...sketches.map(({ covariateSeconds }) => covariateSeconds ?? 0));
  const scanned = { from: window.from - pastSeconds * 1_000, until: window.until };
  const isCounted = writing.dialect.join === 'sort';
  const scans = factScans(tables, parts).map((scan, index) => {
    const name = `look__scan_${index}`;
    writing.levels.add(name, scanText(scan, asked, scanned, tables, writing), isCounted);
    return parsedText(scan, name, asked, found, writing);
  });
  writing.levels.add('look__happened', scans.join('\nUNION ALL\n'), isCounted);
  return (part) => {
    const of = found.get(part);
    if (of === undefined) throw new Error('a part that was not read');
    return of;
  };

  function columnsOf(part: MetricPart): FactColumns {
    const hit = hits.add(JSON.stringify([part.event, part.where]), () => '');
    if (part.property === null) return { hit, text: null, number: null, bad: null };
    const { text, number } = askedOf(asked, part.property);
    if (part.aggregate === 'unique' || number === null) return { hit, text, number: null, bad: null };
    return { hit, text: null, number, bad: bads.add(number, () => '') };
  }
}

/** Unit, moment, name and texts of the events that a table holds of its parts. */
function scanText(
  { table, parts }: FactScan,
  asked: readonly AskedProperty[],
  { from, until }: { readonly from: number; readonly until: number },
  { unitsAreText = false }: WarehouseTables,
  writing: Writing,
): string {
  const { dialect, values } = writing;
  const rows = eventRows(table, unitsAreText, writing);
  const names = [...new Set(parts.map(({ event }) => event))];
  const event = 'column' in table.event ? columnName(dialect, table.event.column) : null;
  const bound = (all: readonly string[]) => all.map((one) => values.bind(one)).join(', ');
  const columns = asked.flatMap(({ property, text, number, events, isTextNeeded }): readonly Column[] => {
    const of = names.filter((name) => events.has(name));
    if (of.length === 0) return [];
    // Reading JSON is what a scan spends its time on: of the rows that are asked for it.
    const only = (value: string) =>
      of.length === names.length || event === null
        ? value
        : `CASE WHEN ${event} IN (${bound(of)}) THEN ${value} END`;
    const native = number === null ? null : rows.reader.native(property);
    const isRead = native === null || isTextNeeded;
    return [
      ...(isRead ? [{ name: text, text: only(rows.reader.text(property)) }] : []),
      ...(native === null ? [] : [{ name: `native_${number}`, text: only(native) }]),
    ];
  });
  const isIdempotent = parts.every(({ aggregate }) => aggregate === 'unique');
  const id = table.id === undefined || isIdempotent ? null : columnName(dialect, table.id);
  const selected = selectFrom(
    [
      { name: 'event_unit', text: rows.unit },
      { name: 'happened_at', text: rows.at },
      { name: 'event_name', text: event ?? values.bind(names[0] ?? '') },
      ...columns,
      ...(id === null ? [] : [{ name: 'event_id', text: id }]),
    ],
    tableName(dialect, table.table),
  );
  const conditions = [
    ...(event === null ? [] : [`${event} IN (${bound(names)})`]),
    ...rows.within(from, until),
  ];
  const text = `${selected}\n${whereAll(conditions)}`;
  return id === null ? text : text.replace(/^SELECT/, 'SELECT DISTINCT');
}

/** Numbers of the texts, and which events are which parts'; 0 or NULL for what the table does not hold. */
function parsedText(
  { table, parts }: FactScan,
  scan: string,
  asked: readonly AskedProperty[],
  found: ReadonlyMap<MetricPart, FactColumns>,
  { dialect, values }: Writing,
): string {
  const names = new Set(parts.map(({ event }) => event));
  const isHere = ({ events }: AskedProperty) => [...events].some((event) => names.has(event));
  const isNative = ({ property }: AskedProperty) => table.columns?.[property]?.type === 'number';
  const numberIn = (one: AskedProperty): string =>
    isNative(one) ? `native_${one.number}` : dialect.numberOf(one.text);
  const shelf = new Map<string, Column>();
  for (const [part, { hit, text, number, bad }] of found) {
    const one = part.property === null ? null : askedOf(asked, part.property);
    const here = one !== null && isHere(one);
    if (!shelf.has(hit) || parts.includes(part))
      shelf.set(hit, { name: hit, text: parts.includes(part) ? hitText(part) : '0' });
    if (text !== null) shelf.set(text, here ? same(text) : { name: text, text: dialect.nullText });
    if (number !== null && bad !== null && one !== null) {
      shelf.set(number, { name: number, text: here ? numberIn(one) : dialect.nullFloat });
      const isBad = `CASE WHEN ${one.text} IS NOT NULL AND (${numberIn(one)}) IS NULL THEN 1 ELSE 0 END`;
      shelf.set(bad, { name: bad, text: here && !isNative(one) ? isBad : '0' });
    }
  }
  const columns = [...shelf.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return selectFrom([same('event_unit'), same('happened_at'), ...columns], scan);

  function hitText(part: MetricPart): string {
    const rules = part.where.map((rule) =>
      rulePredicate(
        rule,
        { dialect, values },
        {
          text: (property) => askedOf(asked, property).text,
          number: (property) => {
            const one = askedOf(asked, property);
            return `(${isNative(one) ? finite(numberIn(one), { values }) : numberIn(one)})`;
          },
          native: (property) => {
            const one = askedOf(asked, property);
            return isNative(one) ? numberIn(one) : null;
          },
        },
      ),
    );
    return `CASE WHEN ${allOf([`event_name = ${values.bind(part.event)}`, ...rules])} THEN 1 ELSE 0 END`;
  }
}
