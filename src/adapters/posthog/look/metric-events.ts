import { type MetricPart, type MetricSketch, partsOf } from '#domain/metric-sketch.ts';
import { type Column, createColumnShelf, same, selectFrom } from '#shared/sql-columns.ts';
import { ruleText } from './conditions.ts';
import { instant, type QueryValues } from './hogql.ts';
import { numberColumns, type ReadProperty, readProperties, textColumns } from './read-properties.ts';

/** The events of all metrics, and the columns of each part. */
export interface MetricEvents {
  /** One row per event: `event_unit`, `happened_at` and the columns of the parts. */
  readonly query: string;
  readonly columnsOf: (part: MetricPart) => PartColumns;
}

export interface PartColumns {
  /** Whether the event is one of the part's. */
  readonly hit: string;
  /** Text of the property; null unless different texts are counted. */
  readonly text: string | null;
  /** Number of the property, and whether the property is there but no number; null unless numbers are summed. */
  readonly number: string | null;
  readonly bad: string | null;
}

/**
 * Scans the events of all metrics once, from the first moment at which one can count. Copies of an event (same uuid) are one row
 * if any part counts or sums.
 */
export function metricEvents(
  sketches: readonly MetricSketch[],
  window: { readonly from: number; readonly until: number },
  values: QueryValues,
): MetricEvents {
  const parts = partsOf(sketches);
  const names = eventNames(parts, values);
  const read = readProperties(parts);
  const texts = textColumns(read, names, values);
  const numbers = numberColumns(read);
  const hits = createColumnShelf('hit');
  const bads = createColumnShelf('bad');
  const found = new Map(
    parts.map((part): [MetricPart, PartColumns] => {
      const hit = hits.add(JSON.stringify([part.event, part.where]), () =>
        hitText(part, names, read, values),
      );
      if (part.property === null) return [part, { hit, text: null, number: null, bad: null }];
      const { text, number } = columnOf(read, part.property);
      if (part.aggregate === 'unique' || number === null)
        return [part, { hit, text, number: null, bad: null }];
      const bad = bads.add(number, () => `${text} IS NOT NULL AND ${number} IS NULL`);
      return [part, { hit, text: null, number, bad }];
    }),
  );
  const scan = scanText(sketches, window, [...names.values()], texts, values);
  const kept = [UNIT, AT].map(({ name }) => same(name));
  const parsed = selectFrom(
    [...kept, same(NAME.name), ...texts.map(({ name }) => same(name)), ...numbers],
    `(\n${scan}\n)`,
  );
  const used = [...new Set([...found.values()].flatMap(({ text, number }) => [text, number]))];
  const columns = used.filter((name) => name !== null).map(same);
  return {
    query: selectFrom([...kept, ...columns, ...hits.columns(), ...bads.columns()], `(\n${parsed}\n)`),
    columnsOf: (part) => {
      const of = found.get(part);
      if (of === undefined) throw new Error('a part that was not read');
      return of;
    },
  };
}

const UNIT: Column = { name: 'event_unit', text: 'person_id' };
const AT: Column = { name: 'happened_at', text: 'timestamp' };
const NAME: Column = { name: 'event_name', text: 'event' };

function scanText(
  sketches: readonly MetricSketch[],
  window: { readonly from: number; readonly until: number },
  names: readonly string[],
  texts: readonly Column[],
  values: QueryValues,
): string {
  const pastSeconds = Math.max(0, ...sketches.map(({ covariateSeconds }) => covariateSeconds ?? 0));
  const from = values.bind('events_from', instant(window.from - pastSeconds * 1000));
  const until = values.bind('until', instant(window.until));
  const isIdempotent = partsOf(sketches).every(({ aggregate }) => aggregate === 'unique');
  return `${selectFrom([UNIT, AT, NAME, ...texts], 'events')}
WHERE event IN (${names.join(', ')})
AND timestamp >= toDateTime(${from}) AND timestamp < toDateTime(${until})${isIdempotent ? '' : '\nLIMIT 1 BY uuid'}`;
}

/** Every event's name with its placeholder, once each. */
function eventNames(parts: readonly MetricPart[], values: QueryValues): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { prefix, event } of parts) {
    const placeholder = values.bind(`${prefix}_event`, event);
    if (!names.has(event)) names.set(event, placeholder);
  }
  return names;
}

function hitText(
  part: MetricPart,
  names: ReadonlyMap<string, string>,
  read: readonly ReadProperty[],
  values: QueryValues,
): string {
  const rules = part.where.map((rule, index) =>
    ruleText(rule, `${part.prefix}_where_${index}`, values, {
      text: (property) => columnOf(read, property).text,
      number: (property) => columnOf(read, property).number ?? 'NULL',
    }),
  );
  return [`event_name = ${names.get(part.event) ?? "''"}`, ...rules].join(' AND ');
}

function columnOf(read: readonly ReadProperty[], property: string): ReadProperty {
  const found = read.find((one) => one.property === property);
  if (found === undefined) throw new Error('a property is used that was not read');
  return found;
}
